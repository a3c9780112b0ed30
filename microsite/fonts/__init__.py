"""What pictures are set in: the letters of each font, their widths, and lines of them."""
