"""The command line: commands, their options, and what holds when nothing is said."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from microsite import __version__
from microsite.content.files import NEW_ENTRIES, RENAMED, SITE, TABLES
from microsite.content.scalars import ADDRESS_PATTERN
from microsite.content.shipped import shipped_languages
from microsite.messages.catalogue import language_of, languages
from microsite.messages.report import FORMS
from microsite.preview.editors import PATTERN as EDITOR

AROUND = 5  # years before and after today that a new site shows, where nobody says which


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    """The command and its options; an option may stand before the command or behind it."""
    every = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    option = every.add_argument
    option(
        "--today",
        type=_day,
        metavar="YYYY-MM-DD",
        help="as on this day (default: today in the site's time zone, or SOURCE_DATE_EPOCH)",
    )
    option("--lang", choices=languages(), help="the language of messages (default: as the locale says)")
    option(
        "--format",
        choices=FORMS,
        help="how mistakes are shown (default: github inside GitHub Actions, else text)",
    )
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS, parents=[every])
    option = shared.add_argument
    option(
        "--content",
        type=_folder,
        metavar="DIR",
        help="the content (default: content, here or in a folder around)",
    )
    option("--strict", action="store_true", help="let warnings stop the run as mistakes do")
    addressed = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    option = addressed.add_argument
    option(
        "--base-url",
        type=_base_url,
        metavar="URL",
        help="the address of the published site, such as https://name.github.io/place/ "
        "(default: base_url in site.yaml)",
    )
    option(
        "--repository",
        type=_base_url,
        metavar="URL",
        help="the address of the repository, such as https://github.com/name/place/ "
        "(default: the one in site.yaml)",
    )
    built = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS, parents=[addressed])
    built.add_argument("--out", type=_folder, metavar="DIR", help="where the site goes (default: site)")
    built.add_argument("--no-cards", action="store_false", dest="cards", help="draw no pictures of pages")
    parser = argparse.ArgumentParser(
        description="Turn a folder of content into a static site in every language of the content. "
        "Without a command, build it.",
        epilog="Mistakes in the content are shown as file:line:column with what to write instead; "
        "the exit code is then 1 and the site stays as it was.",
        parents=[shared, built],
    )
    parser.add_argument("--version", action="version", version=__version__, help="print the version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("build", parents=[shared, built], help="write the site (the default)")
    commands.add_parser("check", parents=[shared], help="look for mistakes in the content, write nothing")
    serving = commands.add_parser(
        "serve", parents=[shared, built], help="show the site, build again at each change"
    )
    option = serving.add_argument
    option("--port", type=_port, default=8000, help="where it listens (default: 8000; 0 is any that is free)")
    option("--open", action="store_true", help="open the browser there")
    option(
        "--editor",
        type=_editor,
        default=EDITOR,
        metavar="PATTERN",
        help=f"the address that opens a file at a line (default: {EDITOR})",
    )
    adding = commands.add_parser(
        "new", parents=[shared], help="write a new entry that only needs its blanks filled"
    )
    adding.add_argument("kind", choices=NEW_ENTRIES, help="what to write")
    adding.add_argument("id", nargs="?", help="its id, in small letters, digits and hyphens")
    adding.add_argument(
        "answers",
        nargs="*",
        metavar="KEY=VALUE",
        help='what is known already, such as date=2029-03 or title.fr="…"; '
        "on a terminal the rest is asked for, elsewhere it stays blank",
    )
    renaming = commands.add_parser(
        "rename", parents=[shared], help="give an entry another id wherever it is named"
    )
    renaming.add_argument("kind", choices=RENAMED, metavar="KIND", help=", ".join(RENAMED))
    renaming.add_argument("old", metavar="OLD", help="the id that it has")
    renaming.add_argument("new", metavar="NEW", help="the id that it is to have")
    renaming.add_argument(
        "--forget", action="store_true", help="let no old address lead on (for what was never published)"
    )
    renaming.add_argument("--dry-run", action="store_true", help="only say what would be done")
    bringing = commands.add_parser(
        "import", parents=[shared], help="make entries of a table: a row an entry, a column a key"
    )
    bringing.add_argument(
        "file",
        type=Path,
        metavar="FILE.csv",
        help="UTF-8, parted by commas, semicolons or tabs; its first line names the keys, such as "
        'date, title.fr, sources (several values parted by ";"), id',
    )
    bringing.add_argument(
        "--as", dest="kind", choices=TABLES, help="what the rows are (default: what has all the columns)"
    )
    bringing.add_argument(
        "--write", action="store_true", help="write the entries (default: only show what would be written)"
    )
    finding = commands.add_parser(
        "where", parents=[shared], help="list every file of the site in which a number of the content stands"
    )
    finding.add_argument("id", metavar="ID", help="the id of a fact, a target or a figure")
    standing = commands.add_parser(
        "status", parents=[shared], help="show how the content stands, file by file"
    )
    standing.add_argument(
        "--days",
        type=_count,
        default=90,
        help="how old a check of a source may be (default: 90)",
    )
    _add_telling(commands, shared)
    drawing = commands.add_parser(
        "schemas", parents=[shared], help="renew the schemas by which editor programs know the content"
    )
    drawing.add_argument(
        "--out",
        type=_folder,
        metavar="DIR",
        default=argparse.SUPPRESS,  # as before the command
        help="where they go (default: .vscode/schemas)",
    )
    verifying = commands.add_parser(
        "verify", parents=[shared, addressed], help="compare a published site with what these sources make"
    )
    verifying.add_argument(
        "site", metavar="DIR|URL", help="the folder or the address of the site, as https://name.org/place/"
    )
    upgrading = commands.add_parser(
        "upgrade", parents=[shared], help="bring content of an older format to the newest"
    )
    upgrading.add_argument("--dry-run", action="store_true", help="only say what would be done")
    _add_starting(commands, every, shared)
    given = parser.parse_args(words)
    command, content = given.command or "build", _nearest("content")
    home = Path() if "content" in given else content.parent  # what is named may lie anywhere
    defaults = {
        "content": content,
        "today": None,
        "strict": False,
        "cards": True,
        "lang": language_of(os.environ),
        "format": "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text",
        "out": home / (".vscode/schemas" if command == "schemas" else "site"),
        "base_url": None,
        "repository": None,
    }
    return argparse.Namespace(**{**defaults, **vars(given), "command": command})


def _add_telling(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser
) -> None:
    """The commands that write pages for a code host."""
    telling = commands.add_parser(
        "report",
        parents=[shared],
        help="show as Markdown what is to mend, and what has changed since a commit",
    )
    asking = commands.add_parser(
        "addresses",
        parents=[shared],
        help="ask the addresses of all sources, and show as Markdown what is gone",
    )
    telling.add_argument(
        "--since", metavar="COMMIT", help="what to compare with, such as HEAD^ or main (default: nothing)"
    )
    asking.add_argument(
        "--repository", type=_base_url, metavar="URL", help="who asks: the address of the repository"
    )
    asking.add_argument(
        "--pause",
        type=_seconds,
        default=1.0,
        metavar="SECONDS",
        help="between two questions to a host (default: 1)",
    )
    for command in (telling, asking):
        command.add_argument(
            "--every-language", action="store_true", help="in every language of messages, one below the other"
        )


def _add_starting(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    every: argparse.ArgumentParser,
    shared: argparse.ArgumentParser,
) -> None:
    """The commands that a site begins with."""
    starting = commands.add_parser(
        "init", parents=[every], help="write a new site, made of examples that are to be replaced"
    )
    starting.add_argument(
        "folder", type=_folder, metavar="DIR", help="where it goes; nothing there is overwritten"
    )
    option = starting.add_argument
    option("--title", metavar="TEXT", help="what the site is called")
    option("--languages", metavar="CODES", help="its languages, the default one first, such as fr,de,ja")
    option("--first", metavar="YEAR", help=f"the first year of its timeline (default: {AROUND} years ago)")
    option("--last", metavar="YEAR", help=f"the last one (default: {AROUND} years ahead)")
    option(
        "--base-url", type=_base_url, metavar="URL", help="the address of the published site, if it is known"
    )
    wording = commands.add_parser(
        "words", parents=[shared], help="print the words of the interface in a language, as a list to fill in"
    )
    wording.add_argument("language", help="its code, such as eo")
    wording.add_argument(
        "--like",
        choices=shipped_languages(),
        help="the language that shows what each word says (default: the first one that the engine knows)",
    )


def _nearest(name: str) -> Path:
    """A folder of this name here, or in the nearest folder around that has one."""
    up = Path()
    for _ in Path.cwd().parents:
        if (up / name / SITE.pattern).is_file():
            return up / name
        up /= ".."
    return Path(name)


def _count(word: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", word):
        raise argparse.ArgumentTypeError(f'"{word}" is no number of days; write one such as 90')
    return int(word)


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{word}" is not a day; write one as 2026-01-31') from None


def _seconds(word: str) -> float:
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]+)?", word):
        raise argparse.ArgumentTypeError(f'"{word}" is no number of seconds; write one such as 1 or 0.5')
    return float(word)


def _folder(word: str) -> Path:
    if not word.strip() or "\0" in word:
        raise argparse.ArgumentTypeError(f'"{word}" names no folder; write one such as site')
    return Path(word)


def _port(word: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", word) or int(word) > 65535:
        raise argparse.ArgumentTypeError(f'"{word}" is not a port; write a number up to 65535')
    return int(word)


def _editor(word: str) -> str:
    if "{path}" not in word:
        raise argparse.ArgumentTypeError(f'"{word}" names no file; write an address with {{path}} in it')
    return word


def _base_url(word: str) -> str:
    address = word.rstrip("/") + "/"
    if not re.fullmatch(ADDRESS_PATTERN, address):
        raise argparse.ArgumentTypeError(
            f'"{word}" is not an address; it starts with https:// and a host, as https://name.org/place/'
        )
    return address
