"""A content folder made larger: every sector so many times, for measuring how cost grows.

    python -m tests.scaled content 8 /tmp/large      # eight times the sectors of content/
    /usr/bin/time -v python build.py --content /tmp/large --out /tmp/site

`docs/testing.md` has figures that were measured so.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import yaml


def enlarge(content: Path, times: int, folder: Path) -> None:
    """Copy a content folder to `folder` with every sector `times` times.

    A copy has ids of its own for what it defines; stations, sources and terms stay as many as they are.
    """
    shutil.copytree(content, folder)
    sectors = sorted(folder.glob("sectors/*.yaml"))
    for copy in range(2, times + 1):
        for path in sectors:
            data = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
            ids = [*data.get("targets", {}), *data.get("figures", {})]
            name = f"{path.stem}-{copy}"
            number = int(data["number"]) + (copy - 1) * len(sectors)
            for file in (path, *path.parent.glob(f"{path.stem}.*.md")):
                text = re.sub(
                    r"^number: .*$", f"number: {number}", file.read_text("utf-8"), flags=re.MULTILINE
                )
                for id in ids:
                    text = re.sub(rf"(?<![a-z0-9-]){re.escape(id)}(?![a-z0-9-])", f"{id}-{copy}", text)
                (path.parent / file.name.replace(path.stem, name, 1)).write_text(text, "utf-8")


if __name__ == "__main__":
    enlarge(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
