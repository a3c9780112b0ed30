"""Whether a site's own theme can be read, and whether its fonts and pictures are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from microsite.colours.shades import STEP, lightnesses
from microsite.colours.spaces import contrast
from microsite.content.documents import Document, KeyPath, where
from microsite.content.files import SITE
from microsite.content.picture_size import size_of
from microsite.content.site import Draft
from microsite.content.theme import SCHEMES, Colours, Scheme, Theme
from microsite.folders import STATIC, Folders
from microsite.fonts.typefaces import typefaces
from microsite.messages.catalogue import Message
from microsite.messages.problems import Problem, Severity, did_you_mean
from microsite.rules.colours import ENDS, WORDS, less

# The least contrast of each colour with what it stands on. Words of a link that has the focus stand in the
# colour of the paper on that of the focus. What is no word: WCAG 2.2, 1.4.11 Non-text Contrast; a rule
# only helps the eye, and has to be seen.
SIGNS, RULES = 3.0, 1.3
LEAST: dict[str, dict[str, float]] = {
    "text": {"paper": WORDS, "raised": WORDS},
    "quiet": {"paper": WORDS, "raised": WORDS},
    "link": {"paper": WORDS, "raised": WORDS},
    "warning": {"paper": WORDS, "raised": WORDS},
    "focus": {"paper": WORDS, "raised": SIGNS},
    "rule": {"paper": RULES, "raised": RULES},
}
GROUNDS = ("paper", "raised")

HEAVY = 100  # kB of a font that readers should not wait for
WOFF2 = b"wOF2"  # how such a file begins: WOFF File Format 2.0, section 4


def problems_of(draft: Draft, folders: Folders) -> Iterator[Problem]:
    """Yield what is wrong with the theme of a draft."""
    if draft.settings and SITE.pattern in draft.documents:
        theme, document = draft.settings.theme, draft.documents[SITE.pattern]
        yield from _colours(theme.colours, document)
        yield from _fonts(theme, document, folders)
        yield from _pictures(theme, document, folders)


def _problem(document: Document, path: KeyPath, message: Message, severity: Severity = "error") -> Problem:
    path = ("theme", *path)
    return Problem(document.place(path), where(path), message, severity)


# --- colours ------------------------------------------------------------------------------------


def _colours(colours: Colours, document: Document) -> Iterator[Problem]:
    """A colour is judged on each ground where one of the two is written; said is where it is worst."""
    written = colours.model_fields_set
    for scheme in SCHEMES:
        unfit = {name for name in GROUNDS if _reach(colours, name, scheme) < WORDS}
        for name in sorted(unfit & written):
            yield _problem(document, ("colours", name, scheme), _ground_refused(colours, name, scheme))
        for name, grounds in LEAST.items():
            judged = [it for it in grounds if it not in unfit and not written.isdisjoint((name, it))]
            short = {it: _share(colours, name, it, scheme) for it in judged}
            if short and min(short.values()) < 1:
                worst = min(short, key=lambda ground: short[ground])
                blamed = name if name in written else worst
                said = _refused(colours, name, worst, scheme)
                yield _problem(document, ("colours", blamed, scheme), said)


def _share(colours: Colours, name: str, ground: str, scheme: Scheme) -> float:
    """How much of the contrast that is asked for a colour has on a ground; 1 is enough."""
    return _contrast(colours, name, ground, scheme) / LEAST[name][ground]


def _contrast(colours: Colours, name: str, ground: str, scheme: Scheme) -> float:
    return contrast(_of(colours, name, scheme), _of(colours, ground, scheme))


def _of(colours: Colours, name: str, scheme: Scheme) -> str:
    colour: str = getattr(colours, name)[scheme]
    return colour


def _reach(colours: Colours, ground: str, scheme: Scheme) -> float:
    """The most contrast that any words can have on a ground."""
    return contrast(_of(colours, ground, scheme), ENDS[scheme])


def _ground_refused(colours: Colours, name: str, scheme: Scheme) -> Message:
    colour = _of(colours, name, scheme)
    fitting = (
        it
        for it in lightnesses(colour, STEP if scheme == "light" else -STEP)
        if contrast(it, ENDS[scheme]) >= WORDS
    )
    return Message(
        "no-ground-for-words",
        colour=colour,
        end=ENDS[scheme],
        ratio=less(_reach(colours, name, scheme)),
        least=f"{WORDS:g}",
        fitting=next(fitting),
    )


def _refused(colours: Colours, name: str, ground: str, scheme: Scheme) -> Message:
    return Message(
        "contrast-too-low",
        name=name,
        colour=_of(colours, name, scheme),
        ground=ground,
        under=_of(colours, ground, scheme),
        scheme=Message(f"scheme-{scheme}"),
        ratio=less(_contrast(colours, name, ground, scheme)),
        least=f"{LEAST[name][ground]:g}",
        fitting=_fitting(colours, name, scheme),
    )


def _fitting(colours: Colours, name: str, scheme: Scheme) -> str:
    """The nearest colour of the same hue that stands out from whatever it meets."""
    away = lightnesses(_of(colours, name, scheme), -STEP if scheme == "light" else STEP)
    grounds = [(_of(colours, ground, scheme), least) for ground, least in LEAST[name].items()]
    fits = (it for it in away if all(contrast(it, ground) >= least for ground, least in grounds))
    return next(fits, ENDS[scheme])


# --- files --------------------------------------------------------------------------------------


def _fonts(theme: Theme, document: Document, folders: Folders) -> Iterator[Problem]:
    named = {family for families in (theme.fonts.body, theme.fonts.heading) for family in families or ()}
    for at, font in enumerate(theme.font_files):
        path = folders.find(STATIC + font.file)
        if path is None:
            yield _not_there(document, ("font_files", at, "file"), font.file, folders)
        elif not (body := path.read_bytes()).startswith(WOFF2):
            yield _problem(document, ("font_files", at, "file"), Message("not-a-font", name=font.file))
        elif len(body) > HEAVY * 1000:
            said = Message("font-too-heavy", name=font.file, size=round(len(body) / 1000), limit=HEAVY)
            yield _problem(document, ("font_files", at, "file"), said, "warning")
        if font.family not in named:
            said = Message("font-of-nothing", name=font.family, hint=did_you_mean(font.family, named))
            yield _problem(document, ("font_files", at, "family"), said)

    for at, name in enumerate(theme.card_fonts):
        path = folders.find(STATIC + name)
        if path is None:
            yield _not_there(document, ("card_fonts", at), name, folders)
        elif not _readable(path):
            yield _problem(document, ("card_fonts", at), Message("not-a-card-font", name=name))


def _readable(path: Path) -> bool:
    try:
        typefaces([path])
    except (OSError, ValueError):
        return False
    return True


def _pictures(theme: Theme, document: Document, folders: Folders) -> Iterator[Problem]:
    for key, name in (("logo", theme.logo), ("icon", theme.icon)):
        if name is None:
            continue
        path = folders.find(STATIC + name)
        if path is None:
            yield _not_there(document, (key,), name, folders)
        elif size_of(path.read_bytes()) is None:
            yield _problem(document, (key,), Message("picture-without-size", name=name))


def _not_there(document: Document, path: KeyPath, name: str, folders: Folders) -> Problem:
    ending = name.rpartition(".")[2]
    known = [it.removeprefix(STATIC) for it in folders.under(STATIC, ending)]
    return _problem(document, path, Message("no-such-asset", name=name, hint=did_you_mean(name, known)))
