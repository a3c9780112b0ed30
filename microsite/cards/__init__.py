"""The pictures by which others show a site: a card for each page, and icons."""
