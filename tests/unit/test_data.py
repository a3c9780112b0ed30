from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from datetime import timedelta
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from frictionless import Package, validate
from jsonschema import Draft202012Validator

from microsite.content.shipped import DATA, FOLDER, shipped_languages
from microsite.language.plain import WORD_JOINER
from microsite.line import build
from microsite.pages.data.columns import Kind
from microsite.pages.data.meanings import COLUMNS, TITLES
from microsite.pages.data.tables import KINDS
from tests.conftest import Served
from tests.samples import BASE_URL, DAY, Sample, build_sample, edit, expect_none

FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
Row = dict[str, str]


def in_csv(files: dict[str, bytes], table: str) -> list[Row]:
    text = files[f"data/{table}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def in_json(files: dict[str, bytes], table: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files[f"data/{table}.json"], parse_float=Decimal)
    return found


def tables_of(files: dict[str, bytes]) -> list[str]:
    return [path[5:-4] for path in files if path.startswith("data/") and path.endswith(".csv")]


@pytest.fixture(scope="session")
def folder(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The open data of a site on the disk."""
    return written(sample.files, tmp_path_factory.mktemp("data"))


def written(files: dict[str, bytes], folder: Path) -> Path:
    for path, body in files.items():
        if path.startswith("data/"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(body)
    return folder / "data"


def faults_of(folder: Path) -> list[Any]:
    report = validate(str(folder / "datapackage.json"))
    return [*report.flatten(["title", "rowNumber", "fieldName", "note"])]


def test_package_is_valid(folder: Path) -> None:
    """An independent reader finds every table as the package says: sizes, hashes, types, keys."""
    package = Package(str(folder / "datapackage.json"))
    assert {*package.resource_names} == {path.stem for path in folder.glob("*.csv")}
    assert faults_of(folder) == []


def test_key_that_leads_nowhere_would_be_found(other: Sample, tmp_path: Path) -> None:
    """A sector that targets name is gone from its table."""
    folder = written(other.files, tmp_path)
    file = folder / "sectors.csv"
    file.write_bytes(file.read_bytes().replace(b'"port"', b'"harbour"', 1))
    assert any("ForeignKey" in fault[0].replace(" ", "") for fault in faults_of(folder))


def test_csv_opens_in_a_spreadsheet(sample: Sample) -> None:
    """Each file is marked as UTF-8, its lines end as RFC 4180 has it, its rows are whole, and no cell but a
    number begins as a formula does."""
    for table in tables_of(sample.files):
        raw = sample.files[f"data/{table}.csv"]
        assert raw.startswith(b"\xef\xbb\xbf")
        assert raw.count(b"\r\n") == raw.count(b"\n") == len(in_csv(sample.files, table)) + 1
        for row in in_csv(sample.files, table):
            assert None not in row
            assert None not in row.values()
            for name, cell in row.items():
                assert not cell.startswith(FORMULA) or name in ("value", "upper"), (table, name, cell)


def test_json_is_valid_and_says_what_csv_says(sample: Sample) -> None:
    """Each JSON file fits its schema; its rows have the same names in the same order, and the same values."""
    for table in tables_of(sample.files):
        found = in_json(sample.files, table)
        schema = json.loads(sample.files[f"data/{found['$schema']}"])
        Draft202012Validator.check_schema(schema)
        plain = json.loads(sample.files[f"data/{table}.json"])
        expect_none(str(fault.message) for fault in Draft202012Validator(schema).iter_errors(plain))
        rows = in_csv(sample.files, table)
        assert [list(row) for row in found["rows"]] == [list(row) for row in rows]
        assert list(schema["properties"]["rows"]["items"]["properties"]) == list(rows[0])
        assert [{name: shown(cell) for name, cell in row.items()} for row in found["rows"]] == rows


def shown(cell: object) -> str:
    """A value of JSON as CSV has it."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case list():
            return " ".join(it if isinstance(it, str) else it["id"] for it in cell)
        case str():
            return f"'{cell}" if cell.startswith(FORMULA) else cell
        case _:
            return str(cell)


def test_figures_are_those_of_the_pages(sample: Sample) -> None:
    """Every number is that of its entry, and every language says it as its pages print it."""
    site = sample.site
    printed = {
        lang: " ".join(
            " ".join(sample.trees[page.path].css("main")[0].text().replace(WORD_JOINER, "").split())
            for page in sample.pages
            if page.lang == lang and page.key[0] != "data"
        )
        for lang in sample.languages
    }
    checked = 0
    for table in ("targets", "facts"):
        for row in in_csv(sample.files, table):
            entry = site.citables[row["id"]].entry
            assert (row["value"] or None, row["unit"] or None) == (
                None if entry.value is None else str(entry.value),
                entry.unit,
            )
            if entry.value is not None:
                checked += 1
                assert row["comparator"] == entry.comparator
                for lang in sample.languages:
                    assert row[f"quantity_{lang}"] in printed[lang], row["id"]
    assert checked > 10


def test_every_entry_has_its_row_and_its_address(sample: Sample) -> None:
    """The tables have all entries under their ids; the addresses lead to the places of these on the pages."""
    site, files = sample.site, sample.files
    for table, ids in {
        "targets": site.targets,
        "stations": site.stations,
        "sectors": site.sectors,
        "sources": site.sources,
        "conflicts": site.conflicts,
        "terms": site.glossary,
        "units": site.units,
        "facts": [id for id, it in site.citables.items() if it.kind in ("fact", "figure")],
    }.items():
        assert {row["id"] for row in in_csv(files, table)} == set(ids)
    for table in tables_of(files):
        for row in in_csv(files, table):
            for lang in sample.languages:
                if address := row.get(f"url_{lang}"):
                    path, _, anchor = address.removeprefix(BASE_URL).partition("#")
                    tree = sample.trees[f"{path}index.html"]
                    assert path.startswith(f"{lang}/")
                    assert not anchor or tree.css_first(f'[id="{anchor}"]'), address
            for source in row.get("sources", "").split():
                assert source in site.sources


def test_numbers_have_their_days(other: Sample) -> None:
    """A promise that was measured has a row for its start, each measurement and what is promised."""
    rows = in_csv(other.files, "observations")
    for id, (_, target) in other.site.targets.items():
        own = [row for row in rows if row["target"] == id]
        kinds = [row["kind"] for row in own]
        assert kinds.count("start") == (1 if target.start else 0)
        assert kinds.count("start") + kinds.count("measured") == len(target.observations)
        assert kinds.count("earlier-plan") == (1 if target.earlier else 0)
        assert kinds.count("promised") == (target.value is not None)
        for row, observation in zip(own, target.observations, strict=False):
            assert (row["value"], row["date"]) == (str(observation.value), str(observation.date))
            assert row["date_first"] == observation.date.first.isoformat()


def test_another_day_changes_only_how_promises_stand(other: Sample, content: Path) -> None:
    """No row says when it was built: facts and sources stay byte for byte."""
    later = build(content, DAY + timedelta(days=1), BASE_URL).files
    same = ("facts.csv", "observations.csv", "sources.csv", "sectors.csv", "units.csv", "conflicts.csv")
    for name in same:
        assert later[f"data/{name}"] == other.files[f"data/{name}"]


def test_text_like_a_formula_is_kept_from_spreadsheets(content: Path) -> None:
    """It has an apostrophe before it in CSV, is as written in JSON, and a negative number is a number."""
    file = content / "sectors" / "port.yaml"
    id, target = next(iter(yaml.safe_load(file.read_text("utf-8"))["targets"].items()))
    edit(file, target["title"]["fr"], "=1+1;@a {year}")
    files = build_sample(content).files
    row = next(row for row in in_csv(files, "targets") if row["id"] == id)
    assert row["title_fr"] == f"'=1+1;@a {target['due']}"
    assert f'"{row["title_fr"]}"'.encode() in files["data/targets.csv"]  # quoted, whatever separates cells
    found = next(row for row in in_json(files, "targets")["rows"] if row["id"] == id)
    assert found["title_fr"] == row["title_fr"][1:]


def test_site_with_facts_alone_has_only_their_tables(tmp_path: Path) -> None:
    """One language, no lines, no stations, no promises, no licence."""
    content = tmp_path / "content"
    content.mkdir()
    files = {
        "site.yaml": "format: 2\ntitle: {en: A well}\nlanguages: {en: {}}\nchecked: 2026-01-01\n",
        "pages/home.en.md": "A well of {depth}.\n",
        "units.yaml": 'metres: {pattern: {en: "{n} m"}}\n',
        "sources.yaml": "book: {publisher: A, title: B, url: 'https://example.org/', language: en, "
        "kind: news, read: whole}\n",
        "launch.yaml": "name: {en: The well}\nkey_facts: [depth]\n"
        "facts: {depth: {label: {en: Depth}, value: -12.50, unit: metres, year: 2020, sources: [book]}}\n",
    }
    for name, text in files.items():
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).write_text(text, "utf-8")
    edit(content / "units.yaml", "metres: {", "metres: {least: -100, ")
    made = build_sample(content).files
    assert tables_of(made) == ["facts", "observations", "sources", "units"]
    assert faults_of(written(made, tmp_path)) == []
    row = in_csv(made, "observations")[0]
    assert (row["fact"], row["value"], row["date"]) == ("depth", "-12.50", "2020")
    assert in_json(made, "observations")["rows"][0]["value"] == Decimal("-12.50")
    assert in_json(made, "observations")["licence"] is None


def test_page_explains_every_column(sample: Sample) -> None:
    """The page of the data in each language has a row for each column of each table, with what it means."""
    for lang in sample.languages:
        tree = sample.trees[sample.page("data", lang).path]
        for table in tables_of(sample.files):
            rows = tree.css(f'table[aria-labelledby="table-{table}"] tbody tr')
            named = [code.text() for row in rows for code in row.css("th code")]
            assert sorted(named) == sorted(in_csv(sample.files, table)[0])
            assert all(len(cell.text(strip=True)) > 1 for row in rows for cell in row.css("td:last-child"))


def test_example_of_the_page_runs(served: Served) -> None:
    """Five lines of Python, as they stand on the page, list the rows of the published file."""
    sample = served.sample
    for lang in sample.languages:
        code = sample.trees[sample.page("data", lang).path].css("pre code")[0].text()
        lines = unescape(code).replace(BASE_URL, served.root)
        assert len(lines.splitlines()) == 5
        run = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", lines],
            capture_output=True,
            text=True,
            check=True,
            encoding="utf-8",
        )
        rows = in_csv(sample.files, "targets")
        assert run.stdout.splitlines() == [f"{row['id']} {row[f'title_{lang}']}" for row in rows]


def test_tables_can_be_joined(other: Sample) -> None:
    """A database takes the tables as they are: promises with their lines and what was measured of them."""
    base = sqlite3.connect(":memory:")
    for table in ("targets", "sectors", "observations"):
        rows = in_csv(other.files, table)
        names = ", ".join(f'"{name}"' for name in rows[0])
        base.execute(f"create table {table} ({names})")
        marks = ", ".join("?" * len(rows[0]))
        base.executemany(f"insert into {table} values ({marks})", [tuple(row.values()) for row in rows])
    found = base.execute(
        "select targets.id, sectors.name_de, count(*) from targets join sectors on sector = sectors.id"
        " join observations on observations.target = targets.id group by targets.id"
    ).fetchall()
    base.close()
    expected = {
        id: (sector, len(target.other_days) + (target.value is not None))
        for id, (sector, target) in other.site.targets.items()
        if sector and (target.other_days or target.value is not None)
    }
    assert {id: count for id, _, count in found} == {id: count for id, (_, count) in expected.items()}


@pytest.mark.parametrize("lang", shipped_languages())
def test_every_table_and_column_is_explained(lang: str) -> None:
    """Each language of the engine has what the tables need, and nothing else."""
    words = yaml.safe_load((FOLDER / f"{DATA}{lang}.yaml").read_text("utf-8"))
    columns = [column for kind in KINDS for column in kind.columns]
    assert set(words["types"]) == set(Kind.__args__)  # type: ignore[attr-defined]
    assert set(words["tables"]) == {kind.name for kind in KINDS}
    untitled = {name for name, table in words["tables"].items() if "title" not in table}
    assert untitled == {*TITLES, "sectors"}
    assert set(words["columns"]) == {it.meaning or it.name for it in columns} - COLUMNS.keys()
