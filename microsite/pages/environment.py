"""The one Jinja environment: templates -> files, and where in a template something went wrong.

Text from the content is escaped; HTML that is made here is `Markup`. Nothing else gets through:
the environment escapes every kind of file, and a name that does not exist is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from traceback import walk_tb
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.bccache import Bucket
from jinja2.utils import missing

from microsite.cache import PACKAGE, compiled_folder, read_whole, write_whole
from microsite.folders import ENGINE, TEMPLATES, Folders
from microsite.messages.catalogue import Message
from microsite.messages.problems import Place, Problem, did_you_mean, stop_if_any
from microsite.pages.anchors import component_names
from microsite.pages.content_lines import ical
from microsite.pages.contents import headings

TOP_LEVEL = "top-level template code"  # as Jinja calls in tracebacks what stands in no block or macro


class TemplateNameError(TemplateRuntimeError):
    """A template asks for something that is not there; `said` tells its author what to write."""

    def __init__(self, said: Message) -> None:
        self.said = said
        super().__init__(str(said))


class Nothing(StrictUndefined):
    """What a name stands for that nothing bears: whoever uses it is told which name was meant."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, exc)
        if hint is None and name is not None:
            known = list(obj) if isinstance(obj, Mapping) else [it for it in dir(obj) if it[0] != "_"]
            near = did_you_mean(str(name), [] if obj is missing else [str(it) for it in known])
            said = Message("no-such-name", name=str(name), hint=near)
            self._undefined_exception: Any = lambda _: TemplateNameError(said)


Finalize = Callable[[Any], Any]  # is given whatever a template prints, and says what is printed


def template_environment(folders: Folders, finalize: Finalize | None = None) -> Environment:
    """The environment of every template: escaping everywhere, and no name is ever just empty.

    A template of the site holds before one of the generator; `engine/` before a name leads to that one.
    A template that changes afterwards is not read again.
    """
    engine = FileSystemLoader(folders.engine / TEMPLATES)
    layers = [FileSystemLoader(folders.own / TEMPLATES)] if folders.own else []
    environment = Environment(
        loader=ChoiceLoader([PrefixLoader({ENGINE.rstrip("/"): engine}), *layers, engine]),
        autoescape=_is_marked_up,
        undefined=Nothing,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_Compiled("printed" if finalize else "plain"),
    )
    environment.globals["components"] = component_names(folders)
    environment.filters["headings"] = headings
    # Data in a page for machines: its letters as they are, its keys in the order that they are given.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.filters["ical"] = ical
    return environment


def _is_marked_up(template: str | None) -> bool:
    """Whether what a template prints is escaped: a text has no marks."""
    return not (template and template.endswith((".ics", ".txt")))


class _Compiled(BytecodeCache):
    """Templates as Python has them, kept between runs: to compile them takes longer than to fill them.

    They lie beside what Python keeps of its modules, or in the cache where that cannot be written. They are
    others with a `finalize` than without: `way` tells them apart.
    """

    def __init__(self, way: str) -> None:
        self._way = way
        self._folder = compiled_folder()

    def load_bytecode(self, bucket: Bucket) -> None:
        if body := read_whole(f"{bucket.key}.{self._way}.pyc", self._folder):
            bucket.bytecode_from_string(body)

    def dump_bytecode(self, bucket: Bucket) -> None:
        write_whole(f"{bucket.key}.{self._way}.pyc", bucket.bytecode_to_string(), self._folder)


class Renderer:
    """Fills templates, and says which of them cannot be filled, and where."""

    def __init__(self, environment: Environment, folders: Folders) -> None:
        self._folders = folders
        self._environment = environment

    def render(self, template: str, path: str, values: Mapping[str, Any]) -> bytes | Problem:
        """A template as a file of the site, or what is wrong with it.

        A template can fail in any way that Python knows. In those of a checkout, what fails in the program
        itself is not taken for a mistake of theirs.
        """
        try:
            return self._environment.get_template(template).render(values).encode()
        except Exception as error:
            # A macro that is called wrongly is a TypeError.
            known = isinstance(error, TemplateError | TypeError | RecursionError)
            if not known and not self._folders.own and _fails_in_ours(error):
                raise
            place, said = _place_of(error, template, self._folders), _said_of(error, self._folders)
            return Problem(place, path, said)


def _fails_in_ours(error: Exception) -> bool:
    """Whether an error comes from the program itself."""
    *_, (frame, _) = walk_tb(error.__traceback__)
    path = Path(frame.f_code.co_filename)
    return path.suffix == ".py" and path.is_relative_to(PACKAGE)


def stop_if_failed(problems: Iterable[Problem]) -> None:
    """Raise `ContentError` with a problem for each template that failed, at the first file that shows it."""
    first: dict[tuple[Place, Message], Problem] = {}
    for problem in problems:
        first.setdefault((problem.place, problem.message), problem)
    stop_if_any(first.values())


def _said_of(error: Exception, folders: Folders) -> Message:
    """What an error in a template means to its author."""
    match error:
        case TemplateNameError():
            return error.said
        case TemplateNotFound():
            names = [name.removeprefix(TEMPLATES) for name in folders.under(TEMPLATES)]
            name = str(error.name)
            return Message("no-such-template", name=name, hint=did_you_mean(name, names))
        case _:
            return Message("template-fails", reason=str(error) or type(error).__name__)


def _place_of(error: Exception, template: str, folders: Folders) -> Place:
    """File and line of the innermost template; jinja rewrites tracebacks to lines of templates.

    Of a site's own templates and those of the generator that they use, it is the site's.
    """
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return Place(folders.shown(Path(error.filename)), error.lineno)
    found: list[tuple[bool, Path, int]] = []
    for frame, line in walk_tb(error.__traceback__):
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(folders.engine / TEMPLATES) or folders.is_own(path):
            found.append((_at_work(folders, path, frame.f_code.co_name), path, line))
    if not found:
        file = folders.find(TEMPLATES + template)
        return Place(folders.shown(file) if file else TEMPLATES + template)
    own = [it for it in found if it[0]]
    _, path, line = (own or found)[-1]
    return Place(folders.shown(path), line)


def _at_work(folders: Folders, path: Path, code: str) -> bool:
    """Whether words of a site's own template are at work, which does not only hand over to its parent."""
    return folders.is_own(path) and (code != TOP_LEVEL or "{% extends" not in path.read_text("utf-8"))
