"""What must hold of content, one family of rules a module."""
