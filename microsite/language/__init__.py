"""Texts, numbers and dates of the content as each language writes them."""
