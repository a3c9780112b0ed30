"""The benchmark: the same pages for everybody, no measurement of a failed build, figures that add up."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.__main__ import PAGE, main
from benchmarks.corpus import HOME, LANGUAGES, WORDS, Corpus, Dialect
from benchmarks.generators import GENERATORS, PEERS, Command, Generator, Ours
from benchmarks.rounds import MEASURED, STAGES, WrongBuildError, measure
from benchmarks.table import tables, two_digits, with_tables
from microsite.line import build
from tests.samples import BASE_URL, DAY, ROOT

SMALL = Corpus(6)
PLAIN = Dialect(lambda name, lang: name)
HEADING_NAME = re.compile(r" \{#[a-z-]+\}$", re.MULTILINE)
FRONT = re.compile(r"\A---\n.*?\n---\n\n", re.DOTALL)
LINK = re.compile(r"\]\([^)]+\)")
# A generator of one line: each text becomes a page, unless that is there and the generator does not `follow`.
COPIES = """
import pathlib, sys
for text in pathlib.Path("in").iterdir():
    page = pathlib.Path("out", text.name)
    page.parent.mkdir(exist_ok=True)
    if "follow" in sys.argv or not page.exists():
        page.write_text(text.read_text("utf-8"), "utf-8")
"""


class Copying(Generator):
    """A generator that copies, or does what it was told instead."""

    dialect = PLAIN
    version = "1"

    def __init__(self, name: str, *words: str) -> None:
        self.name, self._words = name, words or (sys.executable, "-c", COPIES, "follow")

    def source(self, folder: Path, name: str, lang: str) -> Path:
        return folder / "in" / f"{name or 'home'}.{lang}"

    def built(self, folder: Path, name: str, lang: str) -> Path:
        return folder / "out" / f"{name or 'home'}.{lang}"

    def commands(self, folder: Path) -> list[Command]:
        return [Command(self._words, folder)]

    def server(self, folder: Path, port: int) -> Command:
        """It has none."""
        raise NotImplementedError

    def settings(self, corpus: Corpus, folder: Path) -> None:
        """It needs nothing."""


def written(generator: Generator, folder: Path, name: str, lang: str) -> str:
    """A text as a generator gets it, without what is written differently for each."""
    text = generator.source(folder, name, lang).read_text("utf-8")
    return LINK.sub("]", HEADING_NAME.sub("", FRONT.sub("", text)))


@pytest.fixture
def sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[Generator, Path]]:
    """The small corpus as each generator gets it, without any of them installed."""
    monkeypatch.setattr("benchmarks.installed.NODE_MODULES", tmp_path)
    found = {}
    for generator in GENERATORS:
        folder = tmp_path / generator.name
        folder.mkdir()
        generator.write(SMALL, folder)
        found[generator.name] = (generator, folder)
    return found


def test_every_generator_gets_the_same_sentences(sites: dict[str, tuple[Generator, Path]]) -> None:
    for name in (HOME, *SMALL.names):
        for lang in LANGUAGES:
            texts = [written(generator, folder, name, lang) for generator, folder in sites.values()]
            assert all(one == other for one, other in pairwise(texts)), (name, lang)


def test_a_page_is_as_long_as_pages_are() -> None:
    """Two to three kilobytes, with what pages have."""
    for lang in LANGUAGES:
        lengths = [len(SMALL.markdown(name, lang, PLAIN).encode()) for name in SMALL.names]
        assert 2000 <= sum(lengths) / len(lengths) <= 3000, lang
        text = "".join(SMALL.markdown(name, lang, PLAIN) for name in SMALL.names)
        for piece in ("\n## ", "\n- ", "\n| ", "](", "**", " *"):
            assert piece in text, (lang, piece)


def test_a_seed_decides_every_word() -> None:
    one, again, other = Corpus(6, seed=7), Corpus(6, seed=7), Corpus(6, seed=8)
    name = one.names[0]
    for lang in LANGUAGES:
        assert one.markdown(name, lang, PLAIN) == again.markdown(name, lang, PLAIN)
        assert one.markdown(name, lang, PLAIN) != other.markdown(name, lang, PLAIN)
    assert one.title(name, "en") == again.title(name, "en")


def test_pages_have_titles_of_their_own() -> None:
    corpus = Corpus(5000)
    for lang in LANGUAGES:
        assert len({corpus.title(name, lang) for name in corpus.names}) == 5000


def test_words_are_as_many_in_each_language() -> None:
    words = yaml.safe_load(WORDS.read_text("utf-8"))
    for lists in (*words["slots"].values(), words["sentences"], words["table"]["head"]):
        assert len({len(lists[lang]) for lang in LANGUAGES}) == 1, lists


def test_our_site_has_no_mistake_and_the_same_pages(tmp_path: Path) -> None:
    """Not even a warning; beside the pages of the corpus only the front door and the one for the lost."""
    generator = Ours()
    generator.write(SMALL, tmp_path)
    generator.write_page(SMALL, tmp_path, SMALL.edited_page, LANGUAGES[0], turn=1)
    files = build(tmp_path / "content", DAY, BASE_URL, strict=True).files
    pages = {path for path in files if path.endswith(".html")}
    wanted = {
        generator.built(tmp_path, name, lang).relative_to(tmp_path / "site").as_posix()
        for name in (HOME, *SMALL.names)
        for lang in LANGUAGES
    }
    assert pages - wanted == {"index.html", "404.html"}
    assert wanted <= pages
    edited = generator.built(tmp_path, SMALL.edited_page, LANGUAGES[0]).relative_to(tmp_path / "site")
    assert SMALL.edit(1) in files[edited.as_posix()].decode()


def test_a_turn_changes_one_sentence_of_one_page() -> None:
    name, lang = SMALL.edited_page, LANGUAGES[0]
    before, after = (SMALL.markdown(name, lang, PLAIN, turn) for turn in (0, 1))
    assert after.replace(f" {SMALL.edit(1)}", "") == before != after
    assert SMALL.edit(1) != SMALL.edit(2)
    assert SMALL.markdown(SMALL.names[0], lang, PLAIN, 1) == SMALL.markdown(SMALL.names[0], lang, PLAIN)


def test_peers_bear_the_name_of_the_corpus() -> None:
    for lang in LANGUAGES:
        title = SMALL.title(HOME, lang)
        for file in ("hugo/hugo.toml", f"zensical/{lang}.toml", "eleventy/_data/languages.json"):
            assert f'"{title}"' in (PEERS / file).read_text("utf-8"), (file, lang)


def test_generators_take_turns(tmp_path: Path) -> None:
    """Each round begins with another one, and has every stage of each."""
    said: list[str] = []
    runs = measure(SMALL, [Copying("one"), Copying("two")], 2, tmp_path, said.append)
    assert [line.partition(": ")[2].rpartition(",")[0] for line in said] == [
        f"{name}, {stage}" for name in ("one", "two", "two", "one") for stage in STAGES
    ]
    assert {len(each) for stages in runs.values() for each in stages.values()} == {2}
    taken = runs["one"]["cold"][0]
    assert taken.wall > 0
    assert 0 < taken.processor < 60
    assert 1024**2 < taken.memory < 1024**3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((sys.executable, "-c", "raise SystemExit('no such theme')"), "odd failed: no such theme"),
        (
            (sys.executable, "-c", COPIES.replace("iterdir()", "glob('*.en')"), "follow"),
            "did not write 7 of 14",
        ),
        ((sys.executable, "-c", COPIES), "odd did not write the edited sentence"),
    ],
    ids=["fails", "forgets pages", "keeps what is there"],
)
def test_a_failed_build_is_no_measurement(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    with pytest.raises(WrongBuildError, match=said):
        measure(SMALL, [Copying("odd", *words)], 1, tmp_path)


def test_cold_is_without_what_was_remembered(tmp_path: Path) -> None:
    """What a build leaves with its site is gone before the next cold one, but not what it links to."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").touch()
    remembers = COPIES + (
        "home = pathlib.Path.home() / '.cache/deep'\n"
        "if not home.exists(): print('cold', file=open('../log', 'a'))\n"
        "home.mkdir(parents=True, exist_ok=True)\n"
        f"link = pathlib.Path('link'); link.exists() or link.symlink_to({str(elsewhere)!r})\n"
    )
    folder = tmp_path / "sites"
    measure(SMALL, [Copying("one", sys.executable, "-c", remembers, "follow")], 2, folder)
    assert (folder / "log").read_text("utf-8") == "cold\n" * 2
    assert (elsewhere / "kept").is_file()


def test_what_is_measured_is_all_that_was_started() -> None:
    """Processor seconds and memory of children count, and commands add up."""
    busy = "import time; x = bytearray(50_000_000)\nwhile time.process_time() < 0.2: pass"
    children = f"import subprocess, sys\nfor _ in '12': subprocess.run([sys.executable, '-c', {busy!r}])"
    commands = json.dumps([[sys.executable, "-c", children]] * 2)
    done = subprocess.run(
        (sys.executable, "-I", "-S", MEASURED, commands, json.dumps([str(ROOT)] * 2)),
        capture_output=True,
        check=True,
    )
    figures = json.loads(done.stdout)
    assert 0.8 <= figures["processor"] < 8
    assert figures["wall"] > 0.4
    assert 50_000_000 < figures["memory"] < 200_000_000


def results(**walls: Mapping[str, list[float]]) -> dict[str, Any]:
    """Results of one size: seconds of the clock by generator and stage; other figures follow from them."""
    runs = {
        name: {
            stage: [{"wall": it, "processor": it * 2, "memory": it * 100 * 1024**2} for it in values]
            for stage, values in stages.items()
        }
        for name, stages in walls.items()
    }
    machine = {
        **{"processor": "Abacus", "cores": 2, "memory": 8, "system": "Linux 6", "python": "3.11.7"},
        **{"node": "20.1", "load": 0.1},
    }
    return {
        "date": "2026-01-31",
        "machine": machine,
        "versions": dict.fromkeys(walls, "1.2"),
        "runs": runs,
        "saves": {"they": [250.0, None, 100.4, 300.0]},
    }


def test_the_table_has_medians_and_how_many_times_as_much_we_take() -> None:
    measured = results(
        we={"cold": [3.0, 1.0, 2.0], "unchanged": [0.1] * 3, "edited": [0.5] * 3},
        they={"cold": [0.5, 9.0, 0.4], "unchanged": [1.0] * 3, "edited": [0.5] * 3},
    )
    lines = tables({"12": measured}).splitlines()
    assert "| we 1.2 | 2.00 s | 0.10 s | 0.50 s | 4.00 s | 0.20 s | 1.00 s | 200 MiB | – |" in lines
    they = "| they 1.2 | 0.50 s (4.0) | 1.00 s (0.10) | 0.50 s (1.0) "
    more = "| 1.00 s (4.0) | 2.00 s (0.10) | 1.00 s (1.0) | 100 MiB (2.0) "
    assert f"{they}{more}| 250 ms, at most 300 ms, 1 of 4 lost |" in lines
    machine = "Abacus, 2 cores, 8 GiB; Linux 6, Python 3.11.7, Node.js 20.1; load before: 0.1."
    assert f"2026-01-31, 3 rounds; {machine}" in lines
    assert "| we | 76.92 |" in lines, "two seconds for thirteen pages in two languages"


def test_sizes_stand_in_their_order() -> None:
    measured = results(we={stage: [1.0] for stage in STAGES})
    heads = [
        line for line in tables({"1000": measured, "50": measured}).splitlines() if line.startswith("###")
    ]
    assert heads == ["### 50 pages a language", "### 1,000 pages a language", "### Milliseconds a page, cold"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0371, "0.037"),
        (0.1, "0.10"),
        (1.449, "1.4"),
        (9.96, "10"),
        (67.3, "67"),
        (1234.5, "1,234"),
        (0, "0"),
    ],
)
def test_ratios_have_two_digits(value: float, words: str) -> None:
    assert two_digits(value) == words


def test_the_page_keeps_all_but_its_tables() -> None:
    """It can be renewed any number of times, and has a place for the tables."""
    measured = {"12": results(we={stage: [1.0] for stage in STAGES})}
    page = PAGE.read_text("utf-8")
    once = with_tables(page, measured)
    assert tables(measured) in once
    assert with_tables(once, measured) == once
    before, after = (text.partition("<!-- figures -->")[0] for text in (page, once))
    assert before == after != ""
    assert page.rpartition("<!-- end of figures -->")[2] == once.rpartition("<!-- end of figures -->")[2]


def test_odd_numbers_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for sizes in ("3", "12,many", "99999"):
        with pytest.raises(SystemExit):
            main(["--print-only", "--sizes", sizes])
    assert "between 5 and 10648 pages, not 3" in capsys.readouterr().err
    for option in ("--rounds", "--saves"):
        with pytest.raises(SystemExit):
            main(["--print-only", option, "-1"])
