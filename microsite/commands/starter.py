"""The files of a new site: what stands in `microsite/starter/`, filled in.

The files there are Jinja templates with marks of their own, `<< >>` and `<% %>`, since what they hold has
braces already. A leading `_` of a name stands for a dot; a file with LANG in its name is one a language.
Examples are written in the words of each language that the engine knows, else in those of the nearest one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath
from typing import Any

from babel import Locale, UnknownLocaleError
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from microsite import __version__
from microsite.content.files import FILES
from microsite.content.moments import Moment, read_moment
from microsite.content.shipped import shipped
from microsite.content.text_files import UNFILLED

FOLDER = Path(__file__).resolve().parents[1] / "starter"
EACH_LANGUAGE = "LANG"
PACKAGE = "explainer-microsite"


@dataclass(frozen=True)
class Plan:
    """What a new site is to be."""

    title: str
    languages: tuple[str, ...]  # the first one is the default
    first: int  # years of the timeline
    last: int
    today: date
    base_url: str | None
    like: str  # a language of the engine, whose words stand in for those that it has not

    @property
    def unknown(self) -> tuple[str, ...]:
        """The languages that the engine has no words for."""
        return tuple(lang for lang in self.languages if not shipped(lang))


def starter_files(plan: Plan) -> dict[str, str]:
    """What to write by path inside the new folder, without the words that the engine has not."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,  # these are no pages
    )
    environment.filters["quoted"] = quoted

    def starter(lang: str) -> Mapping[str, str]:
        words: Mapping[str, str] = (shipped(lang) or shipped(plan.like) or {})["starter"]
        return words

    def halves(key: str, indent: int, languages: Sequence[str] = plan.languages) -> str:
        lines = (f"{' ' * indent}{lang}: {quoted(starter(lang)[key])}" for lang in languages)
        return "".join(f"\n{line}" for line in lines)

    wanted, reachable = requirement()
    today = Moment(plan.today.year, plan.today.month, plan.today.day)
    given: dict[str, Any] = {
        **vars(plan),
        "unknown": plan.unknown,
        "package": PACKAGE,
        "version": __version__,
        "requirement": wanted,
        "reachable": reachable,
        "kinds": FILES,
        "dates": dates(plan),
        "published": [it if it.first <= plan.today else today for it in dates(plan)],
        "starter": starter,
        "halves": halves,
        "written": _written,
        "kind_on": lambda day: "event" if read_moment(str(day)).first <= plan.today else "target",
    }
    files: dict[str, str] = {}
    for name in sorted(environment.list_templates()):
        template = environment.get_template(name)
        for lang in plan.languages if EACH_LANGUAGE in name else ("",):
            files[_path(name, lang)] = template.render(given, lang=lang)
    return files


def dates(plan: Plan) -> tuple[Moment, Moment, Moment, Moment]:
    """When the four stations are: two up to today and two ahead, or all on the side where the years lie.

    Months, but for the last, which is the whole last year.
    """
    first, last = date(plan.first, 1, 1), date(plan.last, 12, 31)
    if first < plan.today < last:
        passed, ahead = (plan.today - first).days, (last - plan.today).days
        spots = (passed / 3, passed * 2 / 3, passed + ahead / 2)
    else:
        days = (last - first).days
        spots = (days / 4, days / 2, days * 3 / 4)
    one, two, three = (first + timedelta(days=int(spot)) for spot in spots)
    month_of_one, month_of_two, month_of_three = (Moment(day.year, day.month) for day in (one, two, three))
    return month_of_one, month_of_two, month_of_three, Moment(plan.last)


def quoted(text: str) -> str:
    """A text as YAML in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def _path(name: str, lang: str) -> str:
    path = PurePosixPath(name.replace(EACH_LANGUAGE, lang))
    return "/".join(f".{part[1:]}" if part.startswith("_") else part for part in path.parts)


def _written(lang: str) -> str:
    """How a language is written, in a line of YAML: nothing for one that the engine knows."""
    if shipped(lang):
        return "{}"
    locale = known_locale(lang)
    name = locale.get_language_name(locale.language) if locale else None
    parts = [f"name: {quoted(name[:1].upper() + name[1:] if name else UNFILLED)}"]
    parts.append(f"locale: {locale if locale else quoted(UNFILLED)}")
    if locale and locale.character_order == "right-to-left":
        parts.append("direction: rtl")
    return f"{{{', '.join(parts)}}}"


def known_locale(lang: str) -> Locale | None:
    """What CLDR knows of a language, or of the one that it is a form of."""
    for name in (lang, lang.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def requirement() -> tuple[str, bool]:
    """The engine as pip is to get it, and whether others can get it there, too.

    That is the address that it was installed from, or else its version by name; a folder or a file of
    this machine is no address for others.
    """
    by_version = f"{PACKAGE}=={__version__}"
    try:
        installed = distribution(PACKAGE)
    except PackageNotFoundError:  # a checkout
        return by_version, False
    origin = json.loads(installed.read_text("direct_url.json") or "{}")
    address = origin.get("url", "")
    if installed.version != __version__ or address.startswith("file:"):
        return by_version, False
    if control := origin.get("vcs_info"):
        address = f"{control['vcs']}+{address}@{control['commit_id']}"
    return (f"{PACKAGE} @ {address}" if address else by_version), True
