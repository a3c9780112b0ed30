"""Where templates and static files lie: a site's own before the generator's, file by file.

Files are named as in a folder that holds `templates/` and `static/`. A site has such folders beside its
content, if it has any; in a checkout of the generator they are the generator's own. The generator's
stand beside the package; an installed package has them inside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from microsite.fingerprints import Fingerprints
from microsite.tracking import Part

_PACKAGE = Path(__file__).resolve().parent
HOME = _PACKAGE if (_PACKAGE / "templates").is_dir() else _PACKAGE.parent

TEMPLATES, STATIC = "templates/", "static/"
COMPONENTS = f"{TEMPLATES}components/"  # a folder for each of them
ENGINE = "engine/"  # before the name of a template: that of the generator, whatever a site has in its place


@dataclass(frozen=True)
class Folders(Part):
    """The files of a site's own folder (`own`, None where it is the generator's) and of the generator's."""

    own: Path | None
    engine: Path = HOME
    fingerprints: Fingerprints = field(default_factory=Fingerprints, compare=False, repr=False)

    def find(self, name: str) -> Path | None:
        """The file that holds under a name such as `templates/base.html`; None when there is none."""
        return self.files.get(name)

    def text(self, name: str) -> str:
        """What stands in a file that is there. Raises `KeyError` when it is not."""
        if name not in self._texts:
            self._texts[name] = self.files[name].read_text("utf-8")
        return self._texts[name]

    @cached_property
    def _texts(self) -> dict[str, str]:
        """What was read: it stays as it was when the folders were looked at."""
        return {}

    def under(self, folder: str, ending: str = "") -> dict[str, Path]:
        """The files that hold under a folder such as `templates/`, by their names, in their order."""
        return {
            name: path
            for name, path in self.files.items()
            if name.startswith(folder) and name.endswith(ending)
        }

    @cached_property
    def files(self) -> Mapping[str, Path]:
        """Every file that holds, by its name, in the order of the alphabet, folder by folder."""
        return dict(sorted({**self.of_engine, **self.of_site}.items(), key=lambda item: item[0].split("/")))

    @cached_property
    def of_site(self) -> Mapping[str, Path]:
        """A site's own files by their names."""
        return {name: self.own / name for name in self._own_contents} if self.own else {}

    @property
    def own_templates(self) -> list[str]:
        """The names of a site's own templates."""
        return [name for name in self.of_site if name.startswith(TEMPLATES)]

    @cached_property
    def of_engine(self) -> Mapping[str, Path]:
        """The generator's files by their names, those included that a site has replaced."""
        return {name: self.engine / name for name in self._engine_contents}

    @cached_property
    def contents(self) -> Mapping[str, bytes]:
        """The hash of what each file holds, by its name; `engine/` stands before those of the generator that
        a site has replaced."""
        replaced = self._engine_contents.keys() & self._own_contents.keys()
        hidden = {ENGINE + name: self._engine_contents[name] for name in sorted(replaced)}
        return {**self._engine_contents, **self._own_contents, **hidden}

    def state(self, folder: str) -> Mapping[str, bytes]:
        """The hashes of all files under a folder such as `templates/`: when these are the same, all is."""
        return {
            name: it for name, it in self.contents.items() if name.removeprefix(ENGINE).startswith(folder)
        }

    @cached_property
    def _own_contents(self) -> Mapping[str, bytes]:
        return self._contents(self.own) if self.own else {}

    @cached_property
    def _engine_contents(self) -> Mapping[str, bytes]:
        return self._contents(self.engine)

    def _contents(self, home: Path) -> dict[str, bytes]:
        return {
            folder + name: digest
            for folder in (TEMPLATES, STATIC)
            for name, digest in self.fingerprints.under(home / folder).items()
        }

    def shown(self, path: Path) -> str:
        """A file as its author knows it: one of the site as its content was given, else by its name."""
        return path.as_posix() if self.is_own(path) else path.relative_to(self.engine).as_posix()

    def is_own(self, path: Path) -> bool:
        """Whether a file is a site's own."""
        return self.own is not None and any(path.is_relative_to(self.own / it) for it in (TEMPLATES, STATIC))

    @property
    def watched(self) -> tuple[Path, ...]:
        """The folders in which a change changes the site."""
        homes = filter(None, (self.own, self.engine))
        return tuple(folder for home in homes for folder in (home / TEMPLATES, home / STATIC))


def folders_of(content: Path, fingerprints: Fingerprints | None = None) -> Folders:
    """The folders of the site whose content lies in `content`."""
    own = content.parent if content.name not in ("", "..") else content.resolve().parent
    return Folders(own if own.resolve() != HOME.resolve() else None, HOME, fingerprints or Fingerprints())
