"""`init` and `words`: a new site that builds at once, and the words that a language still needs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest
import yaml

from microsite import __version__
from microsite.commands import starter
from microsite.commands.arguments import arguments
from microsite.commands.main import main
from microsite.content.files import FILES
from microsite.content.shipped import shipped, shipped_languages
from microsite.line import build, read
from microsite.messages.catalogue import Message, languages, sentence
from tests.samples import BASE_URL, DAY, ROOT, edit, tree_of
from tests.terminal import Terminal

EXAMPLES = {
    "example-one",
    "example-two",
    "example-target",
    "example-council",
    "example-first-path",
    "example-second-path",
    "example-half",
    "example-decision",
    "example-report",
}
GIVEN = ("--title", "Le canal", "--languages", "fr,de", "--first", "1990", "--last", "2050")


def init(folder: Path, *words: str, day: date = DAY) -> int:
    return main(["init", str(folder), *words, "--today", str(day), "--lang", languages()[0]])


def loaded(file: Path) -> Any:
    return yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)


# --- what is written ----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", shipped_languages())
def test_new_site_builds_in_every_language_of_the_engine(tmp_path: Path, lang: str) -> None:
    """With nothing to look at but that each entry and the text are still examples, and that no font has what
    would be too heavy to come with the engine."""
    assert init(tmp_path, "--title", "Canal", "--languages", lang) == 0
    built = build(tmp_path / "content", DAY, BASE_URL)
    examples = [it for it in built.warnings if it.message.code == "still-an-example"]
    names = {str(dict(it.message.parts)["name"]) for it in examples}
    assert names == {*EXAMPLES, "{#example}"}
    assert len(examples) == len(names)
    others = [it.message.code for it in built.warnings if it not in examples]
    assert others == ["letters-without-font"] * (lang in ("ja", "zh"))
    assert b"line-map" in built.files[f"{lang}/index.html"]


def test_new_site_says_what_was_asked_for(tmp_path: Path) -> None:
    """Title, languages in their order, years and address; what stands in its files is explained there."""
    assert init(tmp_path, *GIVEN, "--base-url", "https://example.org/canal") == 0
    settings = read(tmp_path / "content", DAY).site.settings
    assert list(settings.languages) == ["fr", "de"]
    assert settings.title.root == {"fr": "Le canal", "de": "Le canal"}
    assert settings.years
    assert (settings.years.first, settings.years.last) == (1990, 2050)
    assert settings.base_url == "https://example.org/canal/"
    assert str(settings.checked) == str(DAY)


@pytest.mark.parametrize(
    ("first", "last", "kinds"),
    [
        ("1990", "2050", ["event", "event", "target", "target"]),
        ("2026", "2026", ["event", "event", "target", "target"]),
        ("1900", "1950", ["event", "event", "target", "target"]),
        ("2100", "2900", ["target", "target", "target", "target"]),
        ("1000", "1999", ["event", "event", "target", "target"]),
    ],
)
def test_stations_are_spread_over_the_years(tmp_path: Path, first: str, last: str, kinds: list[str]) -> None:
    """What has happened lies before today, what is promised behind; all of it builds."""
    assert init(tmp_path, "--title", "T", "--languages", "fr", "--first", first, "--last", last) == 0
    site = build(tmp_path / "content", DAY, BASE_URL).site
    stations = list(site.stations.values())
    assert [it.kind for it in stations] == kinds
    years = [it.date.year for it in stations]
    assert years == sorted(years)
    assert int(first) <= years[0]
    assert years[-1] == int(last)
    if first == "1990":
        assert [str(it.date) for it in stations] == ["2002-04", "2014-08", "2038-12", "2050"]


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ((), (2021, 2031)),
        (("--first", "1957"), (1957, 2031)),
        (("--last", "2100"), (2021, 2100)),
        (("--first", "2200"), (2200, 2205)),
        (("--last", "1500"), (1495, 1500)),
    ],
)
def test_years_that_nobody_says(tmp_path: Path, words: Sequence[str], years: tuple[int, int]) -> None:
    assert init(tmp_path, "--title", "T", "--languages", "fr", *words) == 0
    written = loaded(tmp_path / "content/site.yaml")["years"]
    assert (int(written["first"]), int(written["last"])) == years


def test_new_site_is_ready_for_editors_and_publishing(tmp_path: Path) -> None:
    """Schemas stand where the settings look for them, and what is built is not kept."""
    assert init(tmp_path, *GIVEN) == 0
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text("utf-8"))
    assert set(settings["yaml.schemas"].values()) == {f"/content/{kind.pattern}" for kind in FILES}
    assert all((tmp_path / schema).is_file() for schema in settings["yaml.schemas"])
    ours = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    assert {key: it for key, it in settings.items() if key != "yaml.schemas"} == {
        key: it for key, it in ours.items() if key != "yaml.schemas"
    }
    assert "/site/" in (tmp_path / ".gitignore").read_text("utf-8")
    assert (tmp_path / ".gitattributes").read_text("utf-8") == (ROOT / ".gitattributes").read_text("utf-8")


def used(file: Path) -> set[str]:
    """The actions of others that a workflow uses."""
    return set(re.findall(r"uses: (.*)", file.read_text("utf-8")))


def test_new_site_has_workflows_like_our_own(tmp_path: Path) -> None:
    """They take the actions of ours, are right, and do with the installed engine what ours do with `make`."""
    assert init(tmp_path, *GIVEN) == 0
    folder = tmp_path / ".github/workflows"
    for ours in sorted((ROOT / ".github/workflows").glob("*.yml")):
        attested = {
            it for it in used(ours) if it.startswith("actions/attest@")
        }  # of our own repository alone
        assert used(folder / ours.name) == used(ours) - attested
    for tool, *options in (["actionlint", "-shellcheck=", "-pyflakes="], ["zizmor", "--offline", "--quiet"]):
        command = [
            str(it) for it in (Path(sys.executable).with_name(tool), *options, *sorted(folder.iterdir()))
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    run = " ".join(
        step.get("run", "")
        for file in folder.iterdir()
        for job in loaded(file)["jobs"].values()
        for step in job["steps"]
    )
    commands = {words: arguments(words.split()[1:]).command for words in re.findall(r"microsite \w+", run)}
    assert set(commands.values()) == {"check", "report", "build", "addresses"}
    assert "pip install -r requirements.txt" in run


@pytest.mark.parametrize(
    ("origin", "wanted", "explained"),
    [
        (None, f"explainer-microsite=={__version__}", True),
        ({"url": "file:///home/me/engine.whl"}, f"explainer-microsite=={__version__}", True),
        ({}, f"explainer-microsite=={__version__}", False),
        (
            {"url": "https://example.org/engine.whl"},
            "explainer-microsite @ https://example.org/engine.whl",
            False,
        ),
        (
            {"url": "https://example.org/engine.git", "vcs_info": {"vcs": "git", "commit_id": "a1b2"}},
            "explainer-microsite @ git+https://example.org/engine.git@a1b2",
            False,
        ),
    ],
)
def test_engine_is_pinned_where_it_came_from(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    origin: Mapping[str, Any] | None,
    wanted: str,
    explained: bool,
) -> None:
    """An address of this machine is of no use elsewhere: the version stands there, and what to write."""

    class Installed:
        version = __version__

        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return json.dumps(origin) if origin else None

    def distribution(name: str) -> Installed:
        if origin is None:
            raise PackageNotFoundError(name)
        return Installed()

    monkeypatch.setattr(starter, "distribution", distribution)
    assert init(tmp_path, *GIVEN) == 0
    *comment, line = (tmp_path / "requirements.txt").read_text("utf-8").splitlines()
    assert line == wanted
    assert bool(comment) == explained


# --- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], ["--languages: a site needs a language; write", "--title: a site needs a title; write"]),
        (
            ["--title", "T", "--languages", "de-b1, jp, fr_FR, fr", "--first", "990", "--last", "-50"],
            [
                '--first: "990" is not a year that a timeline can have',
                '--languages: "de-b1" is no code of a language',
                '--languages: "fr_FR" is no code of a language',
                '--languages: "jp" is no code of a language',
                '--last: "-50" is not a year that a timeline can have',
            ],
        ),
        (
            ["--languages", "fr", "--first", "2050", "--last", "1990"],
            ["--last: the last year comes before the first", "--title: a site needs a title"],
        ),
        (
            ["--title", "T", "--languages", "fr", "--first", "1000", "--last", "2000"],
            ["--last: from 1000 to 2000 it is more than 1000 years"],
        ),
        (["--title", "{x}", "--languages", "fr,de"], ["--title: {x} names no fact."]),
        (["--title", "a\u200bb", "--languages", "fr"], ["--title: there is an invisible character"]),
        (["--title", "\udcff", "--languages", "fr"], ["--title: this is not UTF-8"]),
    ],
)
def test_what_cannot_be_is_said_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: list[str]
) -> None:
    """A sentence each, and nothing is written."""
    folder = tmp_path / "site"
    assert init(folder, *words) == 1
    *lines, _ = capsys.readouterr().err.splitlines()
    assert len(lines) == len(said)
    assert all(line.startswith(f"init  {wanted}") for line, wanted in zip(lines, said, strict=True)), lines
    assert not folder.exists()


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every file that is in the way is named; files of other names are not."""
    (tmp_path / "content").mkdir()
    for name in ("README.md", "content/site.yaml", "notes.txt"):
        (tmp_path / name).write_text("mine\n", "utf-8")
    before = tree_of(tmp_path)
    assert init(tmp_path, *GIVEN) == 1
    *lines, _ = capsys.readouterr().err.splitlines()
    assert [line.partition("  ")[0] for line in lines] == [
        (tmp_path / name).as_posix() for name in ("README.md", "content/site.yaml")
    ]
    assert tree_of(tmp_path) == before
    assert init(tmp_path / "README.md", *GIVEN) == 1
    assert "could not be written" in capsys.readouterr().err


def test_nothing_is_written_through_links(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of the new site that is a link to somewhere else is in the way like a file."""
    folder, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    for path in (folder, elsewhere):
        path.mkdir()
    (folder / "content").symlink_to(elsewhere)
    assert init(folder, *GIVEN) == 1
    assert capsys.readouterr().err.startswith(f"{folder}/content  this is there already")
    assert list(elsewhere.iterdir()) == []


# --- questions on a terminal --------------------------------------------------------------------


def test_a_terminal_is_asked_for_what_was_not_said(tmp_path: Path) -> None:
    """An empty answer takes what the question shows."""
    lang = languages()[0]
    terminal = Terminal("init", str(tmp_path / "canal"), "--last", "2050", "--today", str(DAY))
    assert f"{sentence(Message('ask-title'), lang)} [canal] " in terminal.read("] ")
    terminal.type("\n")
    assert f"{sentence(Message('ask-languages'), lang)} [{lang}] " in terminal.read("] ")
    terminal.type("fr, de\n")
    assert f"{sentence(Message('ask-first'), lang)} [2021] " in terminal.read("] ")
    terminal.type("1990\n")
    assert terminal.end() == 0
    written = loaded(tmp_path / "canal/content/site.yaml")
    assert written["title"] == {"fr": "canal", "de": "canal"}
    assert written["years"] == {"first": "1990", "last": "2050"}


def test_questions_can_be_left(tmp_path: Path) -> None:
    """Without a site and without a traceback."""
    terminal = Terminal("init", str(tmp_path / "canal"))
    terminal.read("] ")
    terminal.type("\x04")
    assert terminal.end(again="\x04") == 1
    assert "Traceback" not in terminal.shown
    assert not (tmp_path / "canal").exists()


# --- languages that the engine does not know ----------------------------------------------------


def test_language_that_the_engine_does_not_know(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each of its words is a blank under what the nearest language says; with all filled, the site builds."""
    assert init(tmp_path, "--title", "T", "--languages", "eo,fr,ckb") == 0
    content = tmp_path / "content"
    assert loaded(content / "site.yaml")["languages"] == {
        "eo": {"name": "Esperanto", "locale": "eo"},
        "fr": {},
        "ckb": {"name": "کوردیی ناوەندی", "locale": "ckb", "direction": "rtl"},
    }
    interface = content / "interface.yaml"
    assert "# Menu\nmenu: {eo: " in interface.read_text("utf-8")
    pages = sorted(path.name for path in (content / "pages").glob("*.yaml"))
    assert pages == ["data.yaml", "sectors.yaml", "sources.yaml", "targets.yaml", "timeline.yaml"]
    capsys.readouterr()
    check = ["check", "--content", str(content), "--today", str(DAY), "--format", "json"]
    assert main(check) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert {it["code"] for it in problems} == {"unfilled", "and-more"}
    words = (shipped("fr") or {})["words"]
    texts = sum(len(it) if isinstance(it, dict) else 1 for it in words.values())
    shown = sum(it["code"] == "unfilled" for it in problems)
    more = sum(int(re.findall(r"\d+", it["message"])[0]) for it in problems if it["code"] == "and-more")
    named = 3 * len(pages) - 1  # a title, a description, a name in the menu; the data are not there
    assert shown + more == 2 * (texts + named)
    for file in (interface, *(content / "pages" / name for name in pages)):
        file.write_text(file.read_text("utf-8").replace("____", "Vorto"), "utf-8")
    built = build(content, DAY, BASE_URL)
    assert "Vorto" in built.files["ckb/timeline/index.html"].decode()
    assert 'dir="rtl"' in built.files["ckb/index.html"].decode()


def test_words_of_a_language_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is printed is an `interface.yaml` for a language that a site adds; names of its pages are told."""
    assert init(tmp_path, *GIVEN) == 0
    content = tmp_path / "content"
    capsys.readouterr()
    assert main(["words", "eo", "--like", "de", "--content", str(content)]) == 0
    listed = capsys.readouterr().out
    assert '# Menü\nmenu: {eo: "____"}\n' in listed
    assert '# title: {fr: "Ce que nous avons lu", de: "Was wir dafür gelesen haben", eo: "____"}\n' in listed
    assert yaml.load(listed, Loader=yaml.BaseLoader).keys() == (shipped("de") or {})["words"].keys()


def test_words_that_the_engine_has_are_listed_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For whoever wants to write some otherwise; there need be no site yet."""
    assert main(["words", "fr", "--content", str(tmp_path / "none")]) == 0
    listed = yaml.load(capsys.readouterr().out, Loader=yaml.BaseLoader)
    assert listed["menu"] == {"fr": (shipped("fr") or {})["words"]["menu"]}
    assert main(["words", "jp"]) == 1
    assert '"jp" is no code of a language' in capsys.readouterr().err


def test_example_is_one_by_its_name_alone(tmp_path: Path) -> None:
    """With another name, an entry and a text are no examples any more."""
    assert init(tmp_path, "--title", "T", "--languages", "fr") == 0
    content = tmp_path / "content"
    edit(content / "pages/home.fr.md", "{#example}", "{#now}")
    edit(content / "stations/examples.yaml", "example-council:", "council:")
    warnings = read(content, DAY).warnings
    assert {str(dict(it.message.parts)["name"]) for it in warnings} == EXAMPLES - {"example-council"}
