"""One colour a line -> its shades, and how well they can be told apart."""
