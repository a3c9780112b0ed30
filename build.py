#!/usr/bin/env python3
"""Build the site: content/ becomes site/.

    python build.py                      build with today's date
    python build.py check                look for mistakes in the content, write nothing
    python build.py serve                build, show the site, build again at each change
    python build.py init mysite          write a new site, made of examples
    python build.py new station          write a new entry that only needs its blanks filled
    python build.py rename KIND OLD NEW  give an entry another id wherever it is named
    python build.py import FILE.csv      show the entries of a table; with --write, write them
    python build.py status               show how the content stands, file by file
    python build.py report --since main  show what a change means for readers, as Markdown
    python build.py addresses            ask the addresses of all sources
    python build.py words eo             list the words of the interface in a language
    python build.py upgrade              bring content of an older format to the newest
    python build.py verify DIR|URL       compare a published site with what these sources make
    python build.py schemas              renew the schemas by which editor programs know the content

`--help` lists the options. The line from content to site reads top to bottom in `microsite/line.py`;
each command is the module of its name in `microsite/commands/`. Installed as a package, the same door
is called `microsite`.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (whoever has an older one shall read more than a traceback)
    there = ".".join(map(str, sys.version_info[:2]))
    sys.exit(
        f"The generator needs Python 3.11 or newer, and this is {there}: see https://www.python.org/downloads/"
    )

try:
    from microsite.commands.main import door
except KeyboardInterrupt:  # somebody who thinks better of it need not read where that was
    sys.exit(130)

if __name__ == "__main__":
    sys.exit(door())
