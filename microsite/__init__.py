"""The generator, one module a step. Each imports only from those that stand above it.

catalogue     the sentences for editors, in their languages
problems      what is wrong with content
report        problems as lines, annotations or JSON
moments       dates as precise as their source
references    the braces in texts that name facts and dates
grammar       where the form of a YAML file is broken, and how
source        files -> text and trees, with a place for every key
model         what editors write: one frozen class a kind of entry
interface     the words of the interface
schemas       the model as JSON Schemas, for editor programs
site          the whole content as one value
wording       the model's complaints in an editor's words
typesetting   how each language is set
colours       the shades of every line, and which colours will not do
formats       numbers and dates as each language writes them
markdown      prose -> HTML
revisions     what each commit changed in the content folder
history       which half of a text is behind the other
coherence     entries that name each other, dates and colours that do not fit
typed         numbers typed by hand that disagree with the facts
proofreading  texts: what they name, and whether their halves agree
salvage       what is left of a file without what is wrong in it
citables      everything that prose can name
reading       content folder -> Draft
status        what is open, in conflict, unchecked or behind, file by file
scaffold      new entries with blanks to be filled
phrases       texts, numbers and dates of the content as HTML in one language
urls          where pages live and how they link
plan          Site -> pages
lengths       what geometry and style sheets share
linemap       stations -> where lines, stations and labels of the map stand
mapping       the map of each language and the style rules that hold its coordinates
drawing       the map's geometry -> shapes without words
upkeep        the content files of a page, and how it stands with them
views         what each kind of page shows, gathered and sorted
styles        a style sheet and all it imports -> one small text
assets        static/ and what components bring -> files with versions
render        pages -> HTML
feeds         sitemap and robots.txt
check         the built site -> problems
publish       the built site -> site/
serve         the site while it is being written
arguments     the command line
"""
