"""What git tells of the content: when it changed, and which half of a text is behind the other."""
