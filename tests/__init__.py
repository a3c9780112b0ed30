"""The tests of the generator, of the content and of the pages."""
