"""Content files -> what they hold, entry by entry, with the place of every word."""
