"""`import`: a table becomes entries, all of it or nothing, and every mistake is told of its cell."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from microsite.commands.additions import in_group, indent_in
from microsite.commands.main import main
from microsite.commands.rows import id_from
from microsite.commands.shapes import Filling
from microsite.commands.table import read_table
from microsite.commands.yaml_lines import yaml_lines
from microsite.content.documents import read_yaml
from microsite.content.entries import Question
from microsite.content.files import TABLES
from microsite.content.text_files import UNFILLED
from microsite.line import build, read
from microsite.messages.catalogue import languages
from microsite.messages.problems import ContentError
from tests.samples import DAY, edit, tree_of

# A table of each kind of entry, and the file in which its one row is found.
TABLE: Mapping[str, tuple[str, str]] = {
    "station": (
        "id,date,kind,sectors,title.fr,title.ar,title.de,sources\n"
        "gate,2028-04,target,port;collines,La porte,البوابة,Das Tor,sada-2019;sada-2025\n",
        "stations/2027-2035.yaml",
    ),
    "target": (
        "sector,id,title.fr,title.ar,title.de,metric.fr,metric.ar,metric.de,value,unit,scope,sources\n"
        "port,benches,{value},{value},{value},Bancs,مقاعد,Bänke,40,trees,related,sada-2025\n",
        "sectors/port.yaml",
    ),
    "source": (
        "id,publisher,known_as.de,title,url,published,language,kind,read\n"
        "echo-2024,L’Écho,Das Echo,Les quais,https://example.org/echo?a=1,2024-05,fr,news,whole\n",
        "sources.yaml",
    ),
    "fact": (
        "id,label.fr,label.ar,label.de,value,unit,sources,witnessed\n"
        "absent,Absents,الغائبون,Fehlende,4,votes,sada-2019,true\n",
        "launch.yaml",
    ),
    "term": (
        "id,term.fr,term.ar,term.de,definition.fr,definition.ar,definition.de,sources\n"
        "quai,Quai,رصيف,Kai,Un bord.,حافة.,Ein Ufer.,sada-2025\n",
        "glossary.yaml",
    ),
    "unit": (
        "id,pattern.fr.one,pattern.fr.other,pattern.ar,pattern.de\n"
        "tonnes,{n} tonne,{n} tonnes,{n} طن,{n} t\n",
        "units.yaml",
    ),
}
STATION = ("id", "date", "kind", "sectors", "title.fr", "title.ar", "title.de", "sources")
GATE = ("gate", "2028-04", "target", "port", "La porte", "البوابة", "Das Tor", "sada-2025")
LANG = languages()[0]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


def bring(content: Path, table: Path, *words: str) -> int:
    day = DAY.isoformat()
    return main(["import", str(table), *words, "--content", str(content), "--lang", LANG, "--today", day])


def put(table: Path, *rows: Sequence[str], headings: Sequence[str] = STATION, separator: str = ",") -> None:
    """Write a table as a spreadsheet does."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([headings, *rows])
    table.write_bytes(text.getvalue().encode())


def station(**values: str) -> list[str]:
    """A row of a station, with other values in some of its columns."""
    return [
        values.get(heading.replace(".", "_"), value) for heading, value in zip(STATION, GATE, strict=True)
    ]


def entries(content: Path, name: str) -> Any:
    document = read_yaml(content / name, name, [])
    assert document is not None
    return document.data


def complaints(content: Path, table: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """What is said of a table that is refused, without its path; nothing is written."""
    before = tree_of(content)
    assert bring(content, table, *words, "--write") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert tree_of(content) == before
    *lines, last = said.err.splitlines()
    assert last == f"{len(lines)} to mend; nothing was written."
    return [line.replace(f"{table}", "T").replace(f"{content}/", "") for line in lines]


# --- what is written ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", TABLES)
def test_table_of_each_kind_becomes_entries(content: Path, table: Path, kind: str) -> None:
    """The columns tell the kind; what is written is what was there, more lines, and a site that builds."""
    text, file = TABLE[kind]
    table.write_text(text, "utf-8")
    before = tree_of(content)
    assert bring(content, table, "--write") == 0
    after = tree_of(content)
    assert [name for name in after if after[name] != before.get(name)] == [file]
    old, new = (tree[file].decode().splitlines() for tree in (before, after))
    rest = iter(new)
    assert all(line in rest for line in old)
    assert build(content, DAY).files


def test_every_kind_is_tried() -> None:
    """These tests have a table of each kind of entry that tables can hold."""
    assert set(TABLE) == set(TABLES)


def test_values_are_written_as_the_content_has_them(content: Path, table: Path) -> None:
    """Texts stand in quotation marks, lists in brackets, and groups below their key."""
    put(
        table,
        station(title_fr='Dit : "oui" \\ #1', title_de="NO", sectors="all"),
        station(id="wall", sectors=";", date="2028"),
    )
    assert bring(content, table, "--write") == 0
    written = (content / "stations/2027-2035.yaml").read_text("utf-8")
    assert written.endswith(
        """
gate:
  date: 2028-04
  kind: target
  sectors: all
  title:
    fr: "Dit : \\"oui\\" \\\\ #1"
    ar: "البوابة"
    de: "NO"
  sources: [sada-2025]

wall:
  date: 2028
  kind: target
  sectors: []
  title:
    fr: "La porte"
    ar: "البوابة"
    de: "Das Tor"
  sources: [sada-2025]
"""
    )


def test_groups_are_reached_by_points(content: Path, table: Path) -> None:
    """Items of a list by their number, figures by their id; items without a word are left out."""
    headings = [
        *(
            "id",
            "title.fr",
            "title.ar",
            "title.de",
            "metric.fr",
            "metric.ar",
            "metric.de",
            "scope",
            "sources",
        ),
        *("value", "unit", "observations.1.value", "observations.1.date", "observations.1.sources"),
        *("observations.1.starting_point", "observations.2.value", "observations.2.date"),
        *("observations.2.sources", "earlier.value", "earlier.date", "earlier.sources"),
    ]
    row = ["passes", "a", "b", "c", "d", "e", "f", "launch", "sada-2025", "60", "percent", "25", "2019"]
    rest = ["gazette-2019", "true", "", "", "", "50", "2018", "gazette-2019"]
    put(table, [*row, *rest], headings=headings)
    assert bring(content, table, "--write") == 0
    target = entries(content, "launch.yaml")["targets"]["passes"]
    assert target["observations"] == [
        {"value": "25", "date": "2019", "sources": ["gazette-2019"], "starting_point": "true"}
    ]
    assert target["earlier"] == {"value": "50", "date": "2018", "sources": ["gazette-2019"]}
    put(
        table,
        [*GATE, "Neuf", "جديد", "Neu", "3", "trams"],
        headings=[
            *STATION,
            *(f"figures.new-trams.{it}" for it in ("label.fr", "label.ar", "label.de", "value", "unit")),
        ],
    )
    assert bring(content, table, "--write") == 0
    assert entries(content, "stations/2027-2035.yaml")["gate"]["figures"] == {
        "new-trams": {
            "label": {"fr": "Neuf", "ar": "جديد", "de": "Neu"},
            "value": "3",
            "unit": "trams",
        }
    }


def test_stations_go_to_the_files_of_their_years(
    content: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A year that has a file takes them there; another one gets a file with all of its stations."""
    put(
        table,
        station(id="a", date="2030"),
        station(id="b", date="2019-07", kind="event"),
        station(id="c", date="2030-01"),
    )
    assert bring(content, table, "--write") == 0
    assert list(entries(content, "stations/2030.yaml")) == ["a", "c"]
    assert list(entries(content, "stations/2019-2025.yaml"))[-1] == "b"
    assert capsys.readouterr().out.endswith("3 stations written in 2 files.\n")


def test_targets_stand_behind_the_last_one_of_their_sector(content: Path, table: Path) -> None:
    """Before the groups that follow; comments within the last entry stay with it, others with what they
    speak of. Without a sector they are those of all."""
    file = content / "sectors/port.yaml"
    edit(file, "figures:\n", "    # note: none yet\n\n# What can be counted\nfigures:\n")
    text, _ = TABLE["target"]
    table.write_text(text + text.splitlines()[1].replace("port,benches", ",lamps") + "\n", "utf-8")
    assert bring(content, table, "--write") == 0
    assert re.search(
        r"\n    # note: none yet\n  benches:\n(    .*\n)*\n# What can be counted\nfigures:\n",
        file.read_text("utf-8"),
    )
    assert list(entries(content, "launch.yaml")["targets"]) == ["network-passes", "lamps"]
    read(content, DAY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "figures: {}  # none yet\n"),
        ("", "figures:\n"),
        ("", ""),
        ("figures:\n  port-first:\n", "figures:\n    port-first:\n"),
    ],
)
def test_group_that_is_not_there_or_empty_is_begun(tmp_path: Path, old: str, new: str) -> None:
    """A key with nothing behind it, empty brackets, no key at all, no line end: the entry stands below."""
    before = "number: 1\n" + new.replace("figures", "targets") + "answer: x"
    file = tmp_path / "a.yaml"
    file.write_text(before, "utf-8")
    document = read_yaml(file, "a.yaml", [])
    assert document is not None
    indent = indent_in(document, "targets")
    addition = in_group("a.yaml", document, before, "targets", f"{indent}b:\n{indent}  c: 1\n")
    file.write_text(addition.after(before), "utf-8")
    after = read_yaml(file, "a.yaml", [])
    assert after is not None
    assert after.data["targets"]["b"] == {"c": "1"}
    assert (after.data["number"], after.data["answer"]) == ("1", "x")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_spreadsheets_of_every_country_are_read(
    content: Path, table: Path, separator: str, mark: str
) -> None:
    """With comma, semicolon or tab, with a byte order mark or not, with Windows line ends and without."""
    put(table, station(title_fr="Un, deux ; trois"), [], ["", " "], separator=separator)
    text = table.read_bytes()
    for written in (text, text.replace(b"\r\n", b"\n"), text.rstrip()):
        table.write_bytes(mark.encode() + written)
        assert [row["title.fr"].text for row in read_table(table)[0].rows] == ["Un, deux ; trois"]
    assert bring(content, table, "--write") == 0
    assert entries(content, "stations/2027-2035.yaml")["gate"]["title"]["fr"] == "Un, deux ; trois"


def test_line_ends_and_modes_of_files_stay(content: Path, table: Path) -> None:
    """What is added to a file of Windows ends its lines as that does."""
    file = content / "glossary.yaml"
    file.write_bytes(file.read_bytes().rstrip(b"\n").replace(b"\n", b"\r\n"))
    file.chmod(0o600)
    before = file.read_bytes()
    table.write_text(TABLE["term"][0], "utf-8")
    assert bring(content, table, "--write") == 0
    after = file.read_bytes()
    assert after.startswith(before + b"\r\n\r\nquai:\r\n")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert file.stat().st_mode & 0o777 == 0o600


def test_required_keys_without_a_column_are_blanks(
    content: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The check names these and nothing else; what need not be there and is not is left out."""
    put(table, ["gate", "2028", "La porte"], ["wall", "2028", "Le mur"], headings=["id", "date", "title.fr"])
    assert bring(content, table, "--as", "station", "--write") == 0
    assert entries(content, "stations/2027-2035.yaml")["wall"] == {
        "date": "2028",
        "kind": UNFILLED,
        "sectors": [UNFILLED],
        "title": {"fr": "Le mur", "ar": UNFILLED, "de": UNFILLED},
        "sources": [UNFILLED],
    }
    with pytest.raises(ContentError) as caught:
        read(content, DAY)
    assert {problem.message.code for problem in caught.value.problems} == {"unfilled"}
    assert (
        capsys.readouterr()
        .out.splitlines()[-1]
        .endswith("columns for: 10; fill them in, or add the columns.")
    )
    # Blanks that are left do not keep another table out.
    put(table, station(id="moat"))
    assert bring(content, table, "--write") == 0


# --- the dry run --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", TABLES)
def test_dry_run_shows_what_would_be_written_and_writes_nothing(
    content: Path, table: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it prints is a patch, which gives the same files as `--write`."""
    table.write_text(TABLE[kind][0], "utf-8")
    before = tree_of(content)
    here = Path.cwd()
    os.chdir(content)
    try:
        assert bring(Path(), table) == 0
        *lines, summary = capsys.readouterr().out.splitlines()
        assert tree_of(content) == before
        assert summary == f"1 {kind} in one file; nothing written; add --write to write them."
        patch = "".join(f"{line}\n" for line in lines)
        subprocess.run(["patch", "-p0", "--quiet"], input=patch.encode(), check=True)
        patched = tree_of(content)
        for name, body in before.items():
            (content / name).write_bytes(body)
        assert bring(Path(), table, "--write") == 0
        assert tree_of(content) == patched != before
    finally:
        os.chdir(here)


def test_new_file_is_shown_whole(content: Path, table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All of its lines are new, and there is none before."""
    put(table, station(date="2030"))
    assert bring(content, table) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == ["--- /dev/null", f"+++ {content}/stations/2030.yaml", "@@ -0,0 +1,9 @@", "+gate:"]


def test_tools_read_one_document(content: Path, table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON the problems, of which there are none, are all that is printed there."""
    put(table, GATE)
    assert bring(content, table, "--format", "json") == 0
    said = capsys.readouterr()
    assert said.out.split() == ["{", '"problems":', "[]", "}"]
    assert "+gate:" in said.err


# --- ids ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Ouverture du port", "ouverture-du-port"),
        ("L’été à Médina : {value} d’{humanoid-1000.year}", "l-ete-a-medina-d"),
        ("Phase 2", "phase-2"),
        ("2 lignes", ""),
        ("ﬁn", "fin"),
        ("Straße", ""),
        ("المحطة", ""),
        ("개통", ""),
        ("", ""),
        ("—", ""),
    ],
)
def test_id_is_made_of_a_title(title: str, id: str) -> None:
    """Where that gives a right one; letters are not left out in silence."""
    assert id_from(title) == id


def test_rows_without_an_id_get_one_from_their_title(content: Path, table: Path) -> None:
    """Of the first language, whether there is a column for ids or not."""
    put(table, station(id=""))
    assert bring(content, table, "--write") == 0
    assert "la-porte" in entries(content, "stations/2027-2035.yaml")
    put(table, station(title_fr="Le mur")[1:], headings=STATION[1:])
    assert bring(content, table, "--write") == 0
    assert "le-mur" in entries(content, "stations/2027-2035.yaml")


# --- mistakes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"id": "Gate"}, 'T:2:1  id: "Gate" is not an id; write small letters, digits and hyphens.'),
        ({"id": "vote"}, 'T:2:1  id: the id "vote" is taken; choose another.'),
        ({"id": "sada-2019"}, 'T:2:1  id: the id "sada-2019" is taken; choose another.'),
        (
            {"id": "", "title_fr": "البوابة"},
            "T:2:22  id: no id can be made of this title; "
            'write one in a column "id", in small letters, digits and hyphens.',
        ),
        (
            {"date": "2028-02-30"},
            'T:2:6  date: "2028-02-30" is not in the calendar; check the month and the day.',
        ),
        (
            {"date": "01.04.2028"},
            'T:2:6  date: "01.04.2028" is not a date; write a decade (2040s), a year (2029), '
            "a quarter (2029-Q3), a month (2029-03) or a day (2029-03-01).",
        ),
        ({"date": ""}, 'T:2:6  date: there is nothing here, and each row needs its "date"; write it.'),
        ({"date": "1999"}, "T:2:6  date: 1999 is outside the years of the site, 2019–2035 (site.yaml)."),
        (
            {"kind": "evnt"},
            'T:2:14  kind: "evnt" is not one of: event, target. Did you mean "event"?',
        ),
        (
            {"sectors": "port; colines"},
            'T:2:21  sectors: "colines" is not the id of a sector. Did you mean "collines"?',
        ),
        (
            {"sectors": ""},
            'T:2:21  sectors: there is nothing here, and each row needs its "sectors"; write it.',
        ),
        ({"title_ar": ""}, 'T:2:35  title.ar: the text in "ar" is missing; write it.'),
        ({"title_de": UNFILLED}, "T:2:43  title.de: a blank (____) is left here; fill it in."),
        (
            {"title_de": "Das\u200bTor"},
            "T:2:46  there is an invisible character (U+200B) here; delete it.",
        ),
        ({"title_de": "Das\x07Tor"}, "T:2:46  there is an invisible control character; delete it."),
        ({"title_de": "{gat}"}, 'T:2:43  title.de: {gat} names no fact. Did you mean "gate"?'),
        (
            {"sources": "sada-2025;sada-2o19"},
            'T:2:51  sources: "sada-2o19" is not the id of a source. Did you mean "sada-2019"?',
        ),
        (
            {"sources": ";"},
            'T:2:51  sources: there is nothing here, and each row needs its "sources"; write it.',
        ),
    ],
)
def test_mistake_is_told_of_its_cell(
    content: Path, table: Path, values: Mapping[str, str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the line and the column of the table; nothing is written, not even with `--write`."""
    put(table, station(**values))
    assert said in complaints(content, table, capsys)


def test_mistakes_of_all_rows_are_told_in_one_run(
    content: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the order of their places; rows behind a text of several lines are counted as editors see them."""
    put(
        table,
        station(id="Gate", date="soon"),
        station(title_fr="La\nporte", kind="x"),
        station(id="gate", sources="x"),
        [*station(id="last"), "more"],
    )
    assert complaints(content, table, capsys) == [
        'T:2:1  id: "Gate" is not an id; write small letters, digits and hyphens.',
        'T:2:6  date: "soon" is not a date; write a decade (2040s), a year (2029), '
        "a quarter (2029-Q3), a month (2029-03) or a day (2029-03-01).",
        'T:3:14  kind: "x" is not one of: event, target.',
        'T:5:1  id: the id "gate" is taken, see T:3:1; each id stands once in the whole site.',
        'T:5:51  sources: "x" is not the id of a source.',
        "T:6:61  this cell has no column; name the column in the first line, "
        "or put a text that holds the separator in double quotes.",
    ]


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        ("id,date,tittle.fr", 'T:1:9  "tittle.fr" is not a key that is known here. Did you mean "title.fr"?'),
        ("id,date,Title.FR", 'T:1:9  "Title.FR" is not a key that is known here. Did you mean "title.fr"?'),
        ("id,date,title", 'T:1:9  "title" is not a key that is known here. Did you mean "title.fr"?'),
        ("id,date,figures", 'T:1:9  "figures" is not a key that is known here.'),
        ("id,date,date", 'T:1:9  there are two columns "date"; delete one of them.'),
        (
            "id,date,",
            "T:2:11  this cell has no column; name the column in the first line, "
            "or put a text that holds the separator in double quotes.",
        ),
        ("id,kind,sectors", 'T:1  a column "date" is missing; it tells the file that each row goes to.'),
    ],
)
def test_wrong_column_is_told_once(
    content: Path, table: Path, headings: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """At its heading, with the one that was meant."""
    table.write_text(f"{headings}\ngate,2028,x\nwall,2028\n", "utf-8")
    assert complaints(content, table, capsys, "--as", "station").count(said) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "",
            "T:1  write the names of the columns in the first line, such as id,date,sectors, "
            "and an entry in each line below.",
        ),
        (
            "id,date\n,\n\n",
            "T:1  write the names of the columns in the first line, such as id,date,sectors, "
            "and an entry in each line below.",
        ),
        (
            'id,date\ngate,"2028\n',
            "T:2:6  the quotation mark that opens here is never closed; close it at the end of the text.",
        ),
        (
            'id,date\n"gate" x,2028\n',
            "T:2:8  something stands behind the closing quotation mark; put all of the text in double "
            'quotes, and write "" for a mark inside it.',
        ),
        (
            "id,date\ngate,2028\n",
            "T:1  the columns do not say what the rows are; add --as and one of: station, fact.",
        ),
        (
            "id,elephant\ngate,2028\n",
            "T:1  the columns do not say what the rows are; "
            "add --as and one of: station, target, source, fact, term, unit.",
        ),
        ("id,date\ngate,\x80\n", "T:2:6  this is not UTF-8; save the file as UTF-8."),
    ],
)
def test_what_is_no_table_is_refused(
    content: Path, table: Path, text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one sentence, before anything is made of it."""
    table.write_bytes(text.encode("utf-8").replace("\x80".encode(), b"\x80"))
    assert complaints(content, table, capsys) == [said]


def test_table_that_is_not_there_is_told(
    content: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As any file that cannot be opened."""
    assert complaints(content, table, capsys) == ["T  this file cannot be opened: No such file or directory."]


@pytest.mark.parametrize(
    ("separator", "value", "said"),
    [
        (";", "1.234,5", '"1.234,5" is not a number; write digits only, such as 1234.5.'),
        (";", "12,5", '"12,5" is not a number; write digits only, such as 12.5.'),
        (",", "1,234.5", '"1,234.5" is not a number; write digits only, such as 1234.5.'),
        (",", "1.234.567", '"1.234.567" is not a number; write digits only, such as 1234567.'),
        (",", "1 234", '"1 234" is not a number; write digits only, such as 1234.'),
        (",", "1\u202f234", '"1\u202f234" is not a number; write digits only, such as 1234.'),
        (",", "1’234", '"1’234" is not a number; write digits only, such as 1234.'),
        (",", "40 %", '"40 %" is not a number; write digits only, such as 40.'),
        (";", "1.234", '"1.234" may be 1234 or a decimal; write 1234, or 1.2340 for the decimal.'),
        (";", "12.5", ""),
        (";", "1.2340", ""),
        (";", "0.125", ""),
        (",", "1.234", ""),
    ],
)
def test_number_of_a_country_is_refused(
    content: Path, table: Path, separator: str, value: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence says how to write it. Where semicolons part the cells, one point may part thousands."""
    headings, row = (line.split(",") for line in TABLE["fact"][0].splitlines())
    row[headings.index("value")] = value
    put(table, row, headings=headings, separator=separator)
    if said:
        (line,) = complaints(content, table, capsys)
        assert line.endswith(f"value: {said}")
    else:
        assert bring(content, table, "--write") == 0
        assert entries(content, "launch.yaml")["facts"]["absent"]["value"] == value


def test_unknown_sector_is_told_of_its_cell(
    content: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The column that says whose target it is has ids, too."""
    table.write_text(TABLE["target"][0].replace("\nport,", "\nprot,"), "utf-8")
    assert complaints(content, table, capsys) == [
        'T:2:1  sector: "prot" is not the id of a sector. Did you mean "port"?'
    ]


# --- the content around it ----------------------------------------------------------------------


def test_mistakes_that_were_there_do_not_count(
    content: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A source that is missing can be brought by a table; what else is wrong is not the table's."""
    edit(content / "units.yaml", "  scale: 1000000\n", "  scael: 1000000\n")
    edit(content / "stations/2027-2035.yaml", "sources: [amala-mobilite]", "sources: [echo-2024]")
    table.write_text(TABLE["source"][0], "utf-8")
    assert bring(content, table, "--write") == 0
    assert "echo-2024" in entries(content, "sources.yaml")


def test_mistakes_that_come_up_elsewhere_count(
    content: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that a heading has on the same page is told where the heading is."""
    table.write_text(TABLE["fact"][0].replace("\nabsent", "\nsession"), "utf-8")
    (line, *_) = complaints(content, table, capsys)
    assert line.startswith("pages/launch.ar.md:1:")
    assert '"session"' in line


def test_file_that_cannot_be_read_is_mended_first(
    content: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is added to YAML that is broken, or written in brackets."""
    table.write_text(TABLE["term"][0], "utf-8")
    file = content / "glossary.yaml"
    file.write_text('a: "', "utf-8")
    (line,) = complaints(content, table, capsys)
    assert line.startswith("glossary.yaml:1:4  this is not valid YAML")
    file.write_text("{a: {b: c}}\n", "utf-8")
    assert complaints(content, table, capsys) == [
        "glossary.yaml:1:1  what stands here is in brackets, and nothing can be added below; "
        "write one entry a line, without brackets."
    ]


def test_content_without_languages_is_mended_first(
    content: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without languages nobody knows the columns of a text."""
    edit(content / "site.yaml", "time_zone: Africa", "time_zone Africa")
    put(table, GATE)
    assert any(line.startswith("site.yaml:") for line in complaints(content, table, capsys))


def test_folder_that_cannot_be_written_keeps_all_as_it_was(
    content: Path, table: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """When the last file cannot be written, the first one is not, either, and nothing is left over."""
    put(table, station(id="a", date="2030"), station(id="b"), station(id="c", date="2019-07", kind="event"))
    before = tree_of(content)
    real, calls = os.fdopen, []

    def full(handle: int, *words: Any, **more: Any) -> Any:
        calls.append(handle)
        if len(calls) == 6:  # three files of the trial, then the third one
            os.close(handle)
            raise OSError(28, "No space left on device", "stations")
        return real(handle, *words, **more)

    monkeypatch.setattr("microsite.commands.additions.os.fdopen", full)
    assert bring(content, table, "--write") == 1
    assert "No space left on device" in capsys.readouterr().err
    assert tree_of(content) == before


# --- whatever a cell holds ----------------------------------------------------------------------

# Anything that can be typed, and what means something to YAML, CSV, or a program that guesses types.
SIGNS = st.sampled_from([*"\"'#:,;-[]{}&*!|>%@`\\~ \n\t", "é", "서", "ع", "\xad", "😀"])
WORDS = st.sampled_from(["NO", "null", "~", "010", "12:30", "2025-09-10", "1e3", "true", "- a", "a: b", '""'])
TEXTS = st.one_of(
    WORDS, st.text(SIGNS | st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1)
)


def _as_read(text: str) -> str:
    """What becomes of a text on its way: files are NFC and have plain line ends."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    rows=st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=4),
    separator=st.sampled_from(",;\t"),
)
def test_what_is_imported_is_read_back_the_same(
    tmp_path: Path, rows: list[list[str]], separator: str
) -> None:
    """Any text that content can hold is the same in the table, in the file, and in the entry."""
    headings = ["question.xx", "answer.xx", "sectors"]
    put(tmp_path / "t.csv", *rows, headings=headings, separator=separator)
    table, problems = read_table(tmp_path / "t.csv")
    if problems:
        assert {it.message.code for it in problems} <= {"look-alike", "invisible-character"}
        return
    kept = [row for row in rows if any(map(_as_read, row))]
    assert [[cell.text for cell in row.values()] for row in table.rows] == [
        [_as_read(text) for text in row] for row in kept
    ]
    filling = Filling(("xx",), ";")
    lines: list[str] = []
    for at, row in enumerate(table.rows):
        given = {tuple(name.split(".")): cell.text for name, cell in row.items()}
        lines += yaml_lines(f"row-{at}", filling.entry(Question, given))
    (tmp_path / "t.yaml").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    said: list[Any] = []
    document = read_yaml(tmp_path / "t.yaml", "t.yaml", said)
    assert {it.message.code for it in said} <= {"unfilled"}
    assert document is not None
    for at, row in enumerate(table.rows):
        entry = document.data[f"row-{at}"]
        for name in ("question", "answer"):
            if text := row[f"{name}.xx"].text:
                assert entry[name] == {"xx": text}
        sectors = row["sectors"].text
        items = [item.strip() for item in sectors.split(";") if item.strip()]
        assert entry.get("sectors", []) == ("all" if sectors == "all" else items)


def test_rows_are_what_the_standard_library_reads(tmp_path: Path) -> None:
    """Cells are parted as Python's own reader parts them, and each is found where it begins."""
    text = 'id;"title.fr";title.de\r\n"a ""b"" c";d"e;\r\n;"two\nlines";x\r\n'
    (tmp_path / "t.csv").write_bytes(text.encode())
    table, problems = read_table(tmp_path / "t.csv")
    assert problems == []
    expected = [*csv.reader(io.StringIO(text.replace("\r\n", "\n"), newline=""), delimiter=";")][1:]
    assert [[cell.text for cell in row.values()] for row in table.rows] == expected
    places = [(cell.place.line, cell.place.column) for row in table.rows for cell in row.values()]
    assert places == [(2, 1), (2, 13), (2, 17), (3, 1), (3, 2), (4, 8)]
