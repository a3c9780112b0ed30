"""What a reader meets: the built pages in a real browser."""
