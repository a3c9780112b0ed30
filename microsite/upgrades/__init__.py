"""Older content made newer: what each format changed, done in the text of the files."""
