"""One file of tests a module of the generator."""
