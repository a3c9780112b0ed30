"""The last look at everything that is published, file by file and all together."""
