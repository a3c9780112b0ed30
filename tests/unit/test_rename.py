"""`rename`: another id in every place that names an entry, and nothing else changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from microsite.commands.main import main
from microsite.commands.rename import planned
from microsite.commands.rewriting import Rewritten, rewrite
from microsite.content.files import RENAMED
from microsite.content.reading import read_draft
from microsite.content.site import Draft
from microsite.line import build, read
from microsite.messages.catalogue import languages
from tests.samples import DAY, edit, expect_none, tree_of


def rename(content: Path, *words: str) -> int:
    return main(["rename", *words, "--content", str(content), "--lang", languages()[0]])


def entries(draft: Draft) -> Iterator[tuple[str, str]]:
    """Whatever can be renamed, as the command names it."""
    figures = [named.id for named in draft.index if named.kind == "figure"]
    ids = {
        **draft.known,
        "figure": figures,
        "page": draft.own_pages,
        "fact": draft.launch.facts if draft.launch else (),
    }
    for kind in RENAMED:
        yield from ((kind, id) for id in ids.get(kind, ()))


@pytest.fixture
def town(content: Path) -> Path:
    """The made-up town, with a page of its own and texts that were read again."""
    words = {"fr": "Visite", "ar": "زيارة", "de": "Besuch"}
    halves = ", ".join(f'{lang}: "{word}"' for lang, word in words.items())
    (content / "pages/visit.yaml").write_text(f"title: {{{halves}}}\ndescription: {{{halves}}}\n", "utf-8")
    for lang, word in words.items():
        (content / f"pages/visit.{lang}.md").write_text(f"{word} [{word}](page:visit)\n", "utf-8")
    return content


def test_entries_of_every_kind_there_and_back(town: Path) -> None:
    """Whatever is named can be called otherwise: nothing is wrong then, and the way back changes no byte."""
    before = tree_of(town)
    every = list(entries(read_draft(town)[0]))
    assert {kind for kind, _ in every} == set(RENAMED)
    found = {*dict(every).items(), *dict(every[::-1]).items()}  # the first and the last of each kind
    faults = list[str]()
    for kind, id in sorted(found):
        new = f"zz-{id}"
        rewrite(town, planned(read_draft(town)[0], town, kind, id, new, forget=True).files)
        after, problems = read_draft(town)
        faults += (f"{kind} {id}: {problem}" for problem in problems)
        assert (kind, new) in entries(after)
        assert (kind, id) not in entries(after)
        rewrite(town, planned(after, town, kind, new, id, forget=True).files)
        if tree_of(town) != before:
            faults.append(f"{kind} {id}: other bytes on the way back")
    expect_none(faults)


@pytest.mark.parametrize(
    ("kind", "id"),
    [("sector", "port"), ("station", "vote"), ("source", "gazette-2019"), ("target", "port-riders")],
)
def test_site_differs_in_its_addresses_alone(town: Path, kind: str, id: str) -> None:
    """What is built after a renaming is what was built before, but for the id in addresses and data."""
    # Versions of style sheets, which name lines; ids of feeds; sizes of files of data.
    versions = re.compile(r"\?h=\w+|urn:uuid:[\w-]+|(?<=data-tables__size\">)[^<]+")

    def pages() -> dict[str, str]:
        files = build(town, DAY).files
        made = (name for name in files if name.endswith((".html", ".xml")))
        return {name: versions.sub("", files[name].decode()) for name in made}

    before = pages()
    assert rename(town, kind, id, "zz-new", "--forget") == 0
    after = {name.replace("zz-new", id): body.replace("zz-new", id) for name, body in pages().items()}
    assert after.keys() == before.keys()
    # What stands in the order of ids stands in another one.
    expect_none(name for name in before if sorted(before[name].split()) != sorted(after[name].split()))


def test_old_address_is_kept(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The entry says at its end what it was called, each time that it is renamed, but not its own name."""
    assert rename(town, "sector", "port", "docks") == 0
    said = capsys.readouterr().out
    assert f"{town}/sectors/port.yaml  is called {town}/sectors/docks.yaml now." in said.splitlines()
    assert "Its old address leads on, as moved: says." in said
    assert (town / "sectors/docks.yaml").read_text("utf-8").endswith("\nmoved: [port]\n")
    assert "fr/lignes/port/index.html" in build(town, DAY).files
    assert rename(town, "sector", "docks", "quay") == 0
    assert "moved: [docks, port]" in (town / "sectors/quay.yaml").read_text("utf-8")
    assert rename(town, "sector", "quay", "port") == 0
    assert "moved: [docks, quay]" in (town / "sectors/port.yaml").read_text("utf-8")
    read(town, DAY)


def test_entry_of_a_group_says_what_it_was_called(town: Path) -> None:
    """In a block the line stands behind the last key of the entry, in brackets behind the last value."""
    file = town / "glossary.yaml"
    assert rename(town, "term", "rame", "wagon") == 0
    assert "  sources: [amala-mobilite]\n  moved: [rame]\npente:\n" in file.read_text("utf-8")
    halves = '{fr: "Quai", ar: "رصيف", de: "Kai"}'
    with file.open("a", encoding="utf-8") as added:
        added.write(f"quai: {{term: {halves}, definition: {halves}, sources: [amala-mobilite]}}\n")
    assert rename(town, "term", "quai", "kai") == 0
    assert ", sources: [amala-mobilite], moved: [quai]}\n" in file.read_text("utf-8")


def test_page_with_an_address_of_its_own_keeps_it(town: Path) -> None:
    """Where the id is not in the address, nothing has moved."""
    edit(town / "sectors/port.yaml", "number: 1\n", "number: 1\naddress: hafen\n")
    assert rename(town, "sector", "port", "docks") == 0
    assert "moved" not in (town / "sectors/docks.yaml").read_text("utf-8")


def test_everything_else_stays_byte_for_byte(town: Path) -> None:
    """Comments, quotation marks, line ends, a byte order mark and code stay; only the id is another."""
    lines = [
        "\ufeff# rame is no id here: port",
        "rame:  # a comment",
        """  term: {fr: "Rame", ar: "القطار", de: 'Zug'}""",
        "  definition:",
        *(f'    {lang}: "{{port-riders}}."' for lang in ("fr", "ar", "de")),
        '  sources: [ "amala-mobilite",gazette-2019 ]',
    ]
    written = "\r\n".join(lines)
    (town / "glossary.yaml").write_bytes(written.encode())
    prose = "Die `{port-riders}` sind\r\n{port-riders} [Züge](term:rame).\r\n"
    (town / "pages/visit.de.md").write_bytes(prose.encode())
    assert rename(town, "target", "port-riders", "riders-of-port") == 0
    assert rename(town, "source", "gazette-2019", "paper", "--forget") == 0
    wanted = written.replace("{port-riders}", "{riders-of-port}").replace("gazette-2019", "paper")
    assert (town / "glossary.yaml").read_bytes() == wanted.encode()
    wanted = prose.replace("\n{port-riders}", "\n{riders-of-port}")
    assert (town / "pages/visit.de.md").read_bytes() == wanted.encode()


def test_what_was_read_again_is_named_anew(town: Path) -> None:
    """The names of texts in reviewed.yaml follow, whichever file of stations they speak of."""
    station, file = "vote", "stations/2019-2025.yaml"
    (town / "reviewed.yaml").write_text(
        f"sectors/port.yaml › targets › port-riders › title: {{de: 2026-01-01}}\n"
        f'"sectors/port.md › now": {{de: 2026-01-01}}\n{file} › {station}: {{de: 2026-01-01}}\n'
        f"parts/example-addresses.md: {{de: 2026-01-01}}\n",
        "utf-8",
    )
    for words in (
        ("sector", "port", "docks"),
        ("target", "port-riders", "riders"),
        ("station", station, "ballot"),
        ("part", "example-addresses", "links"),
    ):
        assert rename(town, *words) == 0
    assert (town / "reviewed.yaml").read_text("utf-8") == (
        f"sectors/docks.yaml › targets › riders › title: {{de: 2026-01-01}}\n"
        f'"sectors/docks.md › now": {{de: 2026-01-01}}\n{file} › ballot: {{de: 2026-01-01}}\n'
        "parts/links.md: {de: 2026-01-01}\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sector", "prt", "docks"], 'rename  "prt" is not the id of a sector. Did you mean "port"?'),
        (["sector", "port", "collines"], 'rename  the id "collines" is taken; choose another.'),
        (
            ["sector", "port", "Docks"],
            'rename  "Docks" is not an id; write small letters, digits and hyphens.',
        ),
        (["station", "vote", "port-riders"], 'rename  the id "port-riders" is taken; choose another.'),
        (["term", "rame", "rame"], 'rename  the id "rame" is taken; choose another.'),
        (["page", "visit", "launch"], 'rename  the id "launch" is taken; choose another.'),
        (
            ["page", "launch", "start"],
            'rename  the generator knows the page "launch" by this name; for another address, write address:'
            " in pages/launch.yaml.",
        ),
    ],
)
def test_what_cannot_be_renamed_is_refused(
    town: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An id that is none, is taken or is not well formed is one line, and nothing is written."""
    before = tree_of(town)
    assert rename(town, *words) == 1
    first, closing = capsys.readouterr().err.splitlines()
    assert first == said
    assert closing == "1 to mend; nothing was written."
    assert tree_of(town) == before


def test_name_that_the_rules_refuse_is_refused(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `check` would say of the new name is said before anything is written."""
    edit(town / "sectors/collines.yaml", "number: 2\n", "number: 2\nmoved: [docks]\n")
    before = tree_of(town)
    assert rename(town, "sector", "port", "docks") == 1
    assert '"docks" is a name that is in use' in capsys.readouterr().err
    assert tree_of(town) == before


def test_mistakes_that_are_there_already_are_no_hindrance(town: Path) -> None:
    """What is not finished yet can be renamed; what cannot be read is mended first."""
    edit(town / "glossary.yaml", 'fr: "Rame"', 'fr: "____ {port-riders}"')
    assert rename(town, "target", "port-riders", "riders") == 0
    assert "____ {riders}" in (town / "glossary.yaml").read_text("utf-8")
    (town / "questions.yaml").write_text('a: "\n', "utf-8")
    before = tree_of(town)
    assert rename(town, "target", "riders", "port-riders") == 1
    assert tree_of(town) == before


def test_dry_run_writes_nothing(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --dry-run each file is named all the same."""
    before = tree_of(town)
    assert rename(town, "term", "rame", "wagon", "--dry-run") == 0
    said = capsys.readouterr().out
    assert f"{town}/glossary.yaml  changed in " in said
    assert "Nothing was written; without --dry-run" in said
    assert tree_of(town) == before


def test_renaming_that_fails_on_the_way_changes_nothing(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the third file cannot take its place, the first two are as they were, and nothing is left over."""
    before, put = tree_of(town), Path.replace
    done: list[Path] = []

    def third_fails(path: Path, target: Path) -> Path:
        done.append(path)
        if len(done) == 3:
            raise OSError(28, "No space left on device", str(target))
        return put(path, target)

    monkeypatch.setattr(Path, "replace", third_fails)
    names = ["sectors/port.yaml", "glossary.yaml", "sources.yaml"]
    files = {name: Rewritten(name.replace("port", "docks"), "x: y\n") for name in names}
    with pytest.raises(OSError, match="No space"):
        rewrite(town, files)
    assert len(done) == 3
    assert tree_of(town) == before


def test_file_that_is_there_stays(town: Path) -> None:
    """A file that has the new name already is not replaced."""
    (town / "sectors/docks.fr.md").write_text("x", "utf-8")
    before = tree_of(town)
    assert rename(town, "sector", "port", "docks") == 1
    assert tree_of(town) == before
