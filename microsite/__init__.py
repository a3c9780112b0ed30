"""The generator of explainer microsites: packages in the order of the data, arrows one way.

fingerprints  which files there are, and whether they have changed
cache      where a run leaves what the next one may use
parallel   the same work on many things, on all cores
tracking   what a step reads of its parts, so that a later build knows what still stands
messages   what is said to editors: sentences in their languages, problems, and how they are shown
content    content files -> what they hold, entry by entry, with the place of every word
folders    where the templates and static files lie, a site's own before the generator's
fonts      what pictures are set in: the letters of each font, their widths, and lines of them
language   texts, numbers and dates of the content as each language writes them
colours    one colour a line -> its shades, and how well they can be told apart
upgrades   older content made newer: what each format changed, done in the text of the files
history    what git tells of the content: which half of a text is behind the other
rules      what must hold of content, one family of rules a module
map        stations and promises -> the geometry of the line map
pages      which pages there are, what each shows, and how it becomes HTML
cards      the pictures by which others show a site: a card for each page, and icons
gate       the last look at everything that is published
output     the files around the pages, and their way to the disk
unchanged  the answer to a run again with nothing changed
clock      the day that a build is made on
memory     what builds have found out, and the next one need not find again
line       the whole way, top to bottom
preview    the site while it is written: saved, built, served to this machine, seen in the open page
commands   the command line: one module a command
"""

import os

# Looking for plugins of the validator, of which there are none, would take a tenth of the start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

__version__ = "0.2.0"
