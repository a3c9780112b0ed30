"""What VS Code shows of content: the server of its YAML extension, with the committed settings."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic import TypeAdapter, ValidationError

from microsite.commands.main import main
from microsite.commands.schemas import schemas
from microsite.content.documents import read_yaml
from microsite.content.entries import Launch, Sector, Station, StationKind
from microsite.content.files import FILES
from microsite.messages.catalogue import descriptions
from tests.editor.language_server import LanguageServer, language_server
from tests.samples import CONTENT, ROOT, copy_of_other, expect_none

SERVER = ROOT / "node_modules/yaml-language-server/out/server/src/server.js"
SETTINGS = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
SCHEMAS = ROOT / ".vscode/schemas"
CURSOR = "‸"


def languages_of(content: Path) -> list[str]:
    return list(yaml.safe_load((content / "site.yaml").read_text("utf-8"))["languages"])


LANGUAGES = languages_of(CONTENT["real"])
FIRST, LAST = LANGUAGES[0], LANGUAGES[-1]
HALVES = [f"    {lang}: words" for lang in LANGUAGES]
ENTRY = [
    "stop:",
    "  date: 2029-03",
    "  kind: event",
    "  sectors: all",
    "  title:",
    *HALVES,
    "  sources: [a-source]",
    "  witnessed: true",
]

# Files with blanks, what usually stands in them, and what else might.
TEXT = "{" + ", ".join(f"{lang}: <half>" for lang in LANGUAGES) + "}"
SECTOR = """
number: <number>
name: <text>
colour: "#123456"
answer: <text>
targets:
  a-target:
    title: <text>
    metric: <text>
    value: <value>
    unit: a-unit
    due: <date>
    announced: <date>
    scope: launch
    observations:
      - value: <value>
        date: <date>
        starting_point: <truth>
        sources: [a-source]
        note: <text>
    earlier: {value: <value>, date: <date>, sources: [a-source]}
    verdicts:
      - {outcome: changed, date: <date>, into: <text>, text: <text>, sources: [a-source]}
    sources: [a-source]
""".replace("<text>", TEXT)
LAUNCH = """
name: <text>
date: <date>
place: <text>
station: a-station
key_facts: []
since: []
facts:
  a-fact:
    label: <text>
    year: <year>
    witnessed: <truth>
    sources: [a-source]
""".replace("<text>", TEXT)
BLANKS = {"number": "1", "value": "5", "year": "2029", "date": "2029", "half": "words", "truth": "true"}
YEARS = ["2029", "02029", "2029.0", "999", "29", '"2029"', "2029-03", "2029-3", "2029-03-01", "2029-02-30"]
NUMBERS = [
    "0",
    "2",
    "010",
    "-1",
    "+1",
    "1.0",
    "1.5",
    ".5",
    "1.",
    "1e3",
    "1E+3",
    "1_000",
    "0x1F",
    ".inf",
    '" 7 "',
]
OTHERS = [
    "True",
    "yes",
    "oN",
    "y",
    '"true"',
    "maybe",
    "12:30",
    "1%",
    "~",
    "null",
    "",
    '""',
    '" "',
    "[]",
    "{}",
]


@contextmanager
def opened(folder: Path) -> Iterator[LanguageServer]:
    """A folder as VS Code opens it; the server knows the settings when this is entered."""
    node = shutil.which("node")
    if not (node and SERVER.is_file()):
        pytest.fail("No language server: run `make test` once, or `npm ci`.", pytrace=False)
    with language_server([node, str(SERVER), "--stdio"], folder, SETTINGS) as server:
        server.notify("yaml/supportSchemaSelection", {})
        server.wait(lambda: "yaml/schema/store/initialized" in server.notified)
        yield server


@pytest.fixture(scope="module")
def vscode() -> Iterator[LanguageServer]:
    """This repository, opened."""
    with opened(ROOT) as server:
        yield server


def underlined(server: LanguageServer, documents: Mapping[str, str]) -> dict[str, list[tuple[int, str]]]:
    """The red lines of each document by its URI: line, counted from 0, and message."""
    for uri, text in documents.items():
        server.show(uri, text)
    return {
        uri: [(found["range"]["start"]["line"], found["message"]) for found in server.diagnostics(uri)]
        for uri in documents
    }


def content_of(folder: Path) -> dict[str, str]:
    """The YAML files of a content folder by URI."""
    return {path.as_uri(): path.read_text("utf-8") for path in sorted(folder.rglob("*.yaml"))}


def faults_in(server: LanguageServer, documents: Mapping[str, str]) -> Iterator[str]:
    for uri, found in underlined(server, documents).items():
        yield from (f"{uri}:{line + 1}: {message}" for line, message in found)


def asked(server: LanguageServer, method: str, lines: Sequence[str]) -> Any:
    """The answer about the place of the cursor in a file of stations."""
    uri = (CONTENT["real"] / "stations/asked.yaml").as_uri()
    line = next(at for at, text in enumerate(lines) if CURSOR in text)
    underlined(server, {uri: "\n".join(lines).replace(CURSOR, "") + "\n"})
    return server.at(method, uri, line, lines[line].index(CURSOR))


def offered(server: LanguageServer, lines: Sequence[str]) -> dict[str, str]:
    """What may be written at the cursor: its name, and what is inserted."""
    return {item["label"]: item["insertText"] for item in asked(server, "completion", lines)["items"]}


def changed(old: str, new: str) -> list[str]:
    """The entry with one line written otherwise, or taken out."""
    assert ENTRY.count(old) == 1
    return [line for line in (new if line == old else line for line in ENTRY) if line]


# --- red lines ----------------------------------------------------------------------------------


def test_schemas_are_those_of_the_model() -> None:
    """The committed schemas follow the model, its explanations, and the languages of the content."""
    made = schemas(LANGUAGES, descriptions())
    kept = {path.name: path.read_bytes() for path in SCHEMAS.iterdir()}
    stale = sorted(name for name in made.keys() | kept.keys() if made.get(name) != kept.get(name))
    assert not stale, f"run `python build.py schemas`, which renews {', '.join(stale)}"


def test_content_has_no_red_line(vscode: LanguageServer) -> None:
    """Every content file is in order, each by a committed schema; each schema is that of some file."""
    documents = content_of(CONTENT["real"])
    expect_none(faults_in(vscode, documents))
    others = {(CONTENT["real"] / kind.file("asked")).as_uri(): "" for kind in FILES}
    documents = {**others, **documents}  # what a site may have, too
    underlined(vscode, others)
    used = {uri: [each["uri"] for each in vscode.request("yaml/get/jsonSchema", uri)] for uri in documents}
    assert all(len(found) == 1 for found in used.values()), used
    assert {uri for found in used.values() for uri in found} == {path.as_uri() for path in SCHEMAS.iterdir()}


def test_content_in_other_languages_has_no_red_line(tmp_path: Path) -> None:
    """The schemas know no language but those they are made for."""
    content = copy_of_other(tmp_path)
    folder = tmp_path / SCHEMAS.relative_to(ROOT)
    folder.mkdir(parents=True)
    for name, schema in schemas(languages_of(content), {}).items():
        (folder / name).write_bytes(schema)
    with opened(tmp_path) as server:
        expect_none(faults_in(server, content_of(content)))
        uri = (content / "stations/other.yaml").as_uri()
        found = underlined(server, {uri: "\n".join(ENTRY)})[uri]
    assert (ENTRY.index("  title:"), f'Missing property "{languages_of(content)[0]}".') in found


@pytest.mark.parametrize("languages", ["fr,de", "fr,eo"])
def test_new_site_has_no_red_line(tmp_path: Path, languages: str) -> None:
    """What the engine completes may be left out, or said in part; what it does not know may not."""
    assert main(["init", str(tmp_path), "--title", "T", "--languages", languages]) == 0
    content = tmp_path / "content"
    (content / "pages/glossary.yaml").write_text(
        'nav: {eo: "Vortoj"}\n'.replace("eo", languages[-2:]), "utf-8"
    )
    with opened(tmp_path) as server:
        expect_none(faults_in(server, content_of(content)))
        uri = (content / "interface.yaml").as_uri()
        found = underlined(server, {uri: 'menu: {fr: "Menu"}\nweight: {single: {fr: "une"}}\n'})[uri]
    wanted = [] if languages == "fr,de" else ['Missing property "eo".'] * 2
    assert [message for _, message in found] == wanted


def test_whole_entry_has_no_red_line(vscode: LanguageServer) -> None:
    """What the mistakes below are planted in is in order itself."""
    uri = (CONTENT["real"] / "stations/whole.yaml").as_uri()
    assert underlined(vscode, {uri: "\n".join(ENTRY)}) == {uri: []}


def accepted_by_the_build(text: str, shape: type, folder: Path) -> bool:
    """Whether the model takes this for a file of its kind."""
    file = folder / "accepted.yaml"
    file.write_text(text, "utf-8")
    document = read_yaml(file, file.name, [])
    assert document
    try:
        known = {"known": {"language": dict.fromkeys(LANGUAGES)}}
        TypeAdapter(shape).validate_python(document.data, context=known)
    except ValidationError:
        return False
    return True


def test_what_the_build_accepts_has_no_red_line(vscode: LanguageServer, tmp_path: Path) -> None:
    """However a number, a date or a text is written: VS Code refuses nothing that can be built."""
    documents, launches = {}, []
    for blank in BLANKS:
        for at, scalar in enumerate([*BLANKS.values(), *YEARS, *NUMBERS, *OTHERS]):
            sector, launch = (filled(text, {**BLANKS, blank: scalar}) for text in (SECTOR, LAUNCH))
            if blank != "year" and accepted_by_the_build(sector, Sector, tmp_path):
                documents[(CONTENT["real"] / f"sectors/{blank}-{at}.yaml").as_uri()] = sector
            if blank == "year" and accepted_by_the_build(launch, Launch, tmp_path):
                launches.append(launch)
    assert {uri.rpartition("/")[2].split("-")[0] for uri in documents} == BLANKS.keys() - {"year"}
    expect_none(faults_in(vscode, documents))
    assert launches
    for launch in launches:
        expect_none(faults_in(vscode, {(CONTENT["real"] / "launch.yaml").as_uri(): launch}))


def filled(text: str, blanks: Mapping[str, str]) -> str:
    """A file with something in each of its blanks."""
    for name, scalar in blanks.items():
        text = text.replace(f"<{name}>", scalar)
    return text


@pytest.mark.parametrize(
    ("line", "instead", "red", "said"),
    [
        ("  witnessed: true", "  witnesed: true", "  witnesed: true", "witnesed"),
        ("  witnessed: true", "  witnessed: sure", "  witnessed: sure", "pattern"),
        ("  kind: event", "", "stop:", 'Missing property "kind"'),
        ("  kind: event", "  kind:", "  kind:", "Incorrect type"),
        (HALVES[-1], "", "  title:", f'Missing property "{LAST}"'),
        (HALVES[-1], f'    {LAST}: " "', f'    {LAST}: " "', "pattern"),
        (HALVES[-1], f"    {LAST}:", f"    {LAST}:", "Incorrect type"),
        (HALVES[-1], f"    {LAST}: [words]", f"    {LAST}: [words]", "Incorrect type"),
        (HALVES[-1], "    xx: words", "    xx: words", "xx is not allowed"),
        ("  date: 2029-03", "  date: 2029-13", "  date: 2029-13", "pattern"),
        ("  date: 2029-03", "  date: 29", "  date: 29", "minimum"),
        ("  kind: event", "  kind: events", "  kind: events", '"target"'),
        ("  sectors: all", "  sectors: none", "  sectors: none", '"all"'),
        ("  sources: [a-source]", "  sources: []", "  sources: []", "too few"),
        ("  sources: [a-source]", "  sources: [a source]", "  sources: [a source]", "pattern"),
        ("stop:", "Stop:", "Stop:", "Stop is not allowed"),
    ],
)
def test_mistake_has_a_red_line(vscode: LanguageServer, line: str, instead: str, red: str, said: str) -> None:
    """A mistake is underlined where it stands, or at the entry that misses something."""
    uri = (CONTENT["real"] / "stations/mistake.yaml").as_uri()
    lines = changed(line, instead)
    found = underlined(vscode, {uri: "\n".join(lines)})[uri]
    assert any(at == lines.index(red) and said in message for at, message in found), found


# --- what is offered and explained ---------------------------------------------------------------


def test_completion_offers_the_values_of_a_key(vscode: LanguageServer) -> None:
    """Behind a key with enumerated values, those are offered and nothing else."""
    lines = changed("  kind: event", f"  kind: {CURSOR}")
    assert offered(vscode, lines).keys() == set(get_args(StationKind))


def test_completion_offers_the_keys_of_an_entry(vscode: LanguageServer) -> None:
    """In a new entry all its keys are offered, and one proposal that writes what it must have."""
    found = offered(vscode, [*ENTRY, "", "new-stop:", f"  {CURSOR}"])
    assert found.keys() == {*Station.model_fields, "Station"}
    written = {line.split(":")[0] for line in found["Station"].splitlines() if line[0].isalpha()}
    assert written == {name for name, field in Station.model_fields.items() if field.is_required()}


def test_completion_offers_the_keys_that_are_not_there(vscode: LanguageServer) -> None:
    """In an entry the keys that it has are not offered again."""
    found = offered(vscode, [*ENTRY, f"  {CURSOR}"])
    assert found.keys() & Station.model_fields.keys() == {
        *("label", "text", "target", "verdicts", "figures", "note", "moved")
    }


def test_completion_offers_the_languages_of_a_text(vscode: LanguageServer) -> None:
    """In a text, the languages of the site; a key that takes a text writes all of them."""
    assert offered(vscode, [*ENTRY, "  note:", f"    {CURSOR}"]).keys() == {*LANGUAGES, "Text"}
    lines = offered(vscode, [*ENTRY, f"  {CURSOR}"])["note"].splitlines()
    assert [line.split(":")[0].strip() for line in lines] == ["note", *LANGUAGES]


def test_completion_leaves_prose_alone(vscode: LanguageServer) -> None:
    """Nothing is offered to who writes a text, though a text may look like a truth value."""
    assert offered(vscode, changed(HALVES[0], f"    {FIRST}: t{CURSOR}")) == {}


def test_hover_explains_in_every_language(vscode: LanguageServer) -> None:
    """A key is explained in all the languages that the explanations have."""
    said = asked(vscode, "hover", changed("  kind: event", f"  {CURSOR}kind: event"))
    shown = said["contents"]["value"].replace("\\", "")
    explanation = descriptions()["Station"]["kind"]
    assert len(explanation) > 1
    expect_none(lang for lang, words in explanation.items() if words not in shown)
