"""The files around the pages, the last look at all of them, and their way to the disk."""
