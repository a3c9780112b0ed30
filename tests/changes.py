"""A mistake as a list of changes to a folder of content (`change.yaml`), and how it is planted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from tests.samples import edit

BROKEN = Path(__file__).resolve().parent / "sites" / "broken"


def plant(mistake: Path, content: Path) -> None:
    """Change `content` as the mistake's `change.yaml` says."""
    for step in yaml.load((mistake / "change.yaml").read_text("utf-8"), Loader=yaml.BaseLoader):
        _take(step, content)


def _take(step: Mapping[str, str], content: Path) -> None:
    match step:
        case {"delete": name}:
            (content / name).unlink()
        case {"file": name, "replace": old, "with": new}:
            edit(content / name, old, new)
        case {"link": name, "to": target}:
            (content / name).unlink(missing_ok=True)
            (content / name).symlink_to(target)
        case {"file": name, "append": more}:
            with (content / name).open("a", encoding="utf-8") as file:
                file.write(more)
        case {"file": name, "write": text}:
            (content / name).parent.mkdir(parents=True, exist_ok=True)
            (content / name).write_text(text, "utf-8")
        case {"file": name, "bytes": digits}:
            (content / name).write_bytes(bytes.fromhex(digits))
        case _:
            raise ValueError(f"no such step: {step}")
