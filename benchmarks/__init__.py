"""How long builds take, here and with other generators: the same corpus, one command (docs/speed.md)."""
