"""`upgrade`: content of an older format becomes that of the newest, and keeps what it does not change.

`sites/format-1` is a whole site as it was before the content had a format.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from errno import ENOSPC
from os import strerror
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.commands.main import main
from microsite.content.settings import FORMAT
from microsite.line import build, read
from microsite.messages.catalogue import Message, languages, sentence
from microsite.upgrades.steps import CHANGES
from microsite.upgrades.yaml_text import YamlText
from tests.samples import BASE_URL, CONTENT, DAY, SITES, edit, tree_of

OLD = SITES / "format-1"
LANG = languages()[0]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A copy of the site of format 1, to be upgraded."""
    return Path(shutil.copytree(OLD, tmp_path / "content"))


def upgrade(content: Path, *words: str) -> int:
    return main(["upgrade", "--content", str(content), "--lang", LANG, *words])


def said(code: str, **parts: str | int) -> str:
    return sentence(Message(code, **parts), LANG)


def pages(content: Path) -> dict[str, bytes]:
    return build(content, DAY, BASE_URL, strict=True).files


def load(file: Path) -> Any:
    return yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)


# --- whole sites --------------------------------------------------------------------------------


def upgraded_by_hand(content: Path) -> None:
    """Do to the site of format 1 what a person would do, the words of the interface left as they are."""
    edit(content / "launch.yaml", 'short_name: {de: "die erste Fahrt"}\n', "")
    edit(
        content / "site.yaml",
        "description:",
        'short_title: {de: "die erste Fahrt"}\nformat: 2\nstyle_guide: true\ndescription:',
    )
    words = content / "interface.yaml"
    words.write_text(re.sub(r"(?m)^scope:\n(?: .*\n)+", "", words.read_text("utf-8")), "utf-8")
    edit(
        words,
        "  de: Texte und Daten {licence}, Code {code_licence}\n",
        '  de: Texte und Daten {licence}\ncode_licence:\n  de: "Code {licence}"\n',
    )


def made_older(content: Path) -> None:
    """Turn a site of format 2 into what it was in format 1, by changes of its text."""
    site, launch, words = (content / f"{name}.yaml" for name in ("site", "launch", "interface"))
    scopes = {id: it["name"] for id, it in load(site)["scopes"].items()}
    scopes |= {
        id: {lang: f"{id} {lang}" for lang in load(site)["languages"]} for id in {"related"} - scopes.keys()
    }
    text = site.read_text("utf-8")
    (short,) = re.findall(r"(?m)^short_title:(.*\n)", text)
    for gone in (
        r"format: 2\n",
        r"short_title:.*\n",
        r"(?:#.*\n)?scopes:\n(?: .*\n)+\n",
        r"(?:#.*\n)?style_guide:.*\n",
    ):
        text, times = re.subn(rf"(?m)^{gone}", "", text)
        assert times == 1, gone
    site.write_text(text, "utf-8")
    launch.write_text(re.sub(r"(?m)^date:", f"short_name:{short}date:", launch.read_text("utf-8")), "utf-8")
    half = load(words)["code_licence"]
    text = re.sub(r"(?m)^code_licence:\n(?: .*\n)+", "", words.read_text("utf-8"))
    for lang, said_of_code in half.items():
        code = said_of_code.replace("{licence}", "{code_licence}")
        text, times = re.subn(rf'(?m)^(  {lang}: ".*\{{licence\}})"$', rf'\1, {code}"', text)
        assert times == 1, lang
    words.write_text(yaml.safe_dump({"scope": scopes}, allow_unicode=True, sort_keys=False) + text, "utf-8")


def test_site_of_format_1_builds_the_pages_of_one_upgraded_by_hand(old: Path, tmp_path: Path) -> None:
    """A site of the past, whose scopes no target names: every file of its pages is the same."""
    by_hand = Path(shutil.copytree(OLD, tmp_path / "by-hand" / "content"))
    upgraded_by_hand(by_hand)
    assert upgrade(old) == 0
    assert pages(old) == pages(by_hand)


@pytest.mark.parametrize("name", ["other", "guide"])
def test_sites_made_older_come_back(name: str, tmp_path: Path) -> None:
    """Sites with targets and several languages build the same pages before and after."""
    content = Path(shutil.copytree(CONTENT[name], tmp_path / "content"))
    before, scopes = pages(content), load(content / "site.yaml")["scopes"]
    made_older(content)
    assert upgrade(content) == 0
    assert pages(content) == before
    assert load(content / "site.yaml")["scopes"] == scopes


def test_every_format_has_its_step() -> None:
    """From each format there is a way to the next, up to the one that the engine reads."""
    assert list(CHANGES) == list(range(2, FORMAT + 1))


def test_twice_changes_nothing(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second run finds nothing to do, and says so."""
    upgrade(old)
    before = tree_of(old)
    capsys.readouterr()
    assert upgrade(old) == 0
    assert tree_of(old) == before
    assert capsys.readouterr().out == said("upgrade-nothing", number=FORMAT) + "\n"


def test_what_is_done_is_said_file_by_file(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line for each thing that was done; outside of git nothing is said of git."""
    count = len(list(texts_in(load(old / "interface.yaml")))) - 3
    upgrade(old)
    left = len(list(texts_in(load(old / "interface.yaml"))))
    lines = capsys.readouterr().out.replace(f"{old.as_posix()}/", "").splitlines()
    assert lines == [
        f"launch.yaml  {said('upgrade-moved', key='short_name', new='short_title', to='site.yaml')}",
        f"interface.yaml  {said('upgrade-moved', key='scope', new='scopes', to='site.yaml')}",
        f"interface.yaml  {said('upgrade-split')}",
        f"interface.yaml  {said('upgrade-words', number=count + 1 - left, rest=left)}",
        f"site.yaml  {said('upgrade-added', line='style_guide: true')}",
        f"site.yaml  {said('upgrade-added', line='format: 2')}",
        said("upgrade-done", number=FORMAT),
    ]


def texts_in(tree: Mapping[str, Any]) -> list[str]:
    """The texts of a file of words in the first language."""
    return [it for value in tree.values() for it in (texts_in(value) if "de" not in value else [value["de"]])]


def test_dry_run_says_the_same_and_writes_nothing(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What would be done is what is done."""
    before = tree_of(old)
    assert upgrade(old, "--dry-run") == 0
    assert tree_of(old) == before
    *announced, last = capsys.readouterr().out.splitlines()
    assert last == said("upgrade-dry", number=FORMAT)
    upgrade(old)
    assert capsys.readouterr().out.splitlines()[:-1] == announced


# --- what stays ---------------------------------------------------------------------------------


def test_what_is_not_touched_stays_byte_for_byte(old: Path) -> None:
    """The other lines of each file are there in their order, and the other files as they were."""
    before = tree_of(old)
    upgrade(old)
    after = tree_of(old)
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    assert changed == {"site.yaml", "launch.yaml", "interface.yaml"}
    assert is_part(before["site.yaml"], after["site.yaml"])
    assert is_part(after["launch.yaml"], before["launch.yaml"])
    assert is_part(
        after["interface.yaml"].replace(b'"Texte und Daten {licence}"', b""), before["interface.yaml"]
    )


def is_part(short: bytes, long: bytes) -> bool:
    """Whether the lines of a file stand in another one in the same order."""
    lines = iter(long.splitlines(keepends=True))
    return all(line in lines for line in short.splitlines(keepends=True))


@dataclass(frozen=True)
class Commented:
    """A file, or a part of one, with comments of its own put in."""

    text: str
    marks: tuple[str, ...]


@st.composite
def commented(draw: st.DrawFn, name: str, text: str) -> Commented:
    """Comments above or behind any of the lines, each with a name of its own."""
    lines, marks = [], []
    for at, line in enumerate(text.splitlines(keepends=True)):
        where = draw(st.sampled_from(["", "above", "behind"]))
        if not where or not line.strip() or line.startswith("#"):
            lines.append(line)
            continue
        marks.append(f"# {name} {at} {where}.")
        indent = " " * (len(line) - len(line.lstrip()))
        above = f"{indent}{marks[-1]}\n{line}"
        lines.append(above if where == "above" else f"{line[:-1]}  {marks[-1]}\n")
    return Commented("".join(lines), tuple(marks))


TEXTS = {name: (OLD / name).read_text("utf-8") for name in ("site.yaml", "launch.yaml", "interface.yaml")}
PARTS = {**TEXTS, "interface.yaml": TEXTS["interface.yaml"].partition("station_kind:")[0]}


@settings(deadline=None, max_examples=30)
@given(st.tuples(*(commented(name, part) for name, part in PARTS.items())))
def test_comments_survive(drawn: tuple[Commented, ...]) -> None:
    """Comments above any key and behind any line are there afterwards, once each, whatever moved."""
    with TemporaryDirectory() as folder:
        content = Path(shutil.copytree(OLD, Path(folder) / "content"))
        for (name, part), now in zip(PARTS.items(), drawn, strict=True):
            (content / name).write_text(TEXTS[name].replace(part, now.text), "utf-8")
        assert upgrade(content) == 0
        after = b"".join(tree_of(content).values()).decode()
        marks = [mark for it in drawn for mark in it.marks]
        assert {mark: after.count(mark) for mark in marks} == dict.fromkeys(marks, 1)
        assert {*read(content, DAY).site.settings.scopes} == {"launch", "later", "related"}


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_stay(old: Path, line_end: str, mark: str) -> None:
    """A file that another editor wrote keeps its form, what is added to it included."""
    plain = Path(shutil.copytree(old, old.parent / "plain"))
    for name in TEXTS:
        (old / name).write_bytes((mark + TEXTS[name].replace("\n", line_end)).encode())
    assert upgrade(old) == upgrade(plain) == 0
    for name in TEXTS:
        wanted = mark + (plain / name).read_text("utf-8").replace("\n", line_end)
        assert (old / name).read_bytes().decode() == wanted


def test_rights_of_a_file_stay(old: Path) -> None:
    """What only its owner could read is not open to others now."""
    (old / "site.yaml").chmod(0o640)
    upgrade(old)
    assert (old / "site.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_in_brackets_stays_so(old: Path, name: str) -> None:
    """Where a whole file is one mapping in brackets, entries come and go between its commas."""
    plain = Path(shutil.copytree(old, old.parent / "plain"))
    (old / name).write_text(json.dumps(load(old / name), ensure_ascii=False), "utf-8")
    assert upgrade(old) == upgrade(plain) == 0
    assert (old / name).read_text("utf-8").startswith("{")
    assert {it: load(old / it) for it in TEXTS} == {it: load(plain / it) for it in TEXTS}


# --- one change at a time -----------------------------------------------------------------------


def test_scopes_that_no_target_names_are_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where targets name some, the others go, and that is said; promises of others are not counted."""
    content = Path(shutil.copytree(CONTENT["guide"], tmp_path / "content"))
    made_older(content)
    with (content / "launch.yaml").open("a", encoding="utf-8") as file:
        file.write("targets: {x: {scope: related}}\n")
    for sector in (content / "sectors").glob("*.yaml"):
        sector.write_text(sector.read_text("utf-8").replace("scope: later", "scope: launch"), "utf-8")
    upgrade(content)
    scopes = load(content / "site.yaml")["scopes"]
    assert {id: it.get("counted") for id, it in scopes.items()} == {"launch": None, "related": "false"}
    assert said("upgrade-not-named", key="scope › later") in capsys.readouterr().out


@pytest.mark.parametrize(
    ("together", "text", "code"),
    [
        ("Text {licence}, code {code_licence}", "Text {licence}", "code {licence}"),
        ("Text {licence} · code {code_licence}", "Text {licence}", "code {licence}"),
        ("Text {licence} (code {code_licence})", "Text {licence}", "(code {licence})"),
        ("Kode {code_licence}; text {licence}.", "text {licence}.", "Kode {licence}"),
        ("文字{licence}代码{code_licence}", "文字{licence}", "代码{licence}"),
        ("Text: {licence}. Code: {code_licence}.", "Text: {licence}.", "Code: {licence}."),
        (
            "文章は{licence}です。コードは{code_licence}です。",
            "文章は{licence}です。",
            "コードは{licence}です。",
        ),
        ("文字{licence}，代码{code_licence}", "文字{licence}", "代码{licence}"),
        ("النصوص {licence}، والبرنامج {code_licence}", "النصوص {licence}", "والبرنامج {licence}"),
        ('"{licence}" \\ {code_licence}', '"{licence}"', "\\ {licence}"),
    ],
)
@pytest.mark.parametrize(
    "form", ["licence:\n  de: {}\n", "licence: {{de: {}}}\n", "licence:\n  de: |\n    {1}\n"]
)
def test_a_text_of_two_licences_becomes_two(
    old: Path, form: str, together: str, text: str, code: str
) -> None:
    """Each half has what was said of its licence; the comma between them goes."""
    words = old / "interface.yaml"
    words.write_text(form.format(json.dumps(together, ensure_ascii=False), together), "utf-8")
    upgrade(old)
    assert load(words) == {"licence": {"de": text}, "code_licence": {"de": code}}


def test_words_that_the_engine_brings_are_left_out(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Those that differ in one letter stay, with their group; blank lines do not pile up."""
    kept = (
        "# Words.\n\n# Of stations.\nstation_kind:\n{}  # Ours.\n  target: {{de: Ziele}}\n\n"
        "{}menu: {{de: Menu}}\n{}"
    )
    gone = (
        "  event: {de: Ereignis}\n",
        "# Where to.\nhome:\n  de: Startseite\n\n",
        "comma: {de: ', '} # As ever.\n",
    )
    (old / "interface.yaml").write_text(kept.format(*gone), "utf-8")
    upgrade(old)
    assert (old / "interface.yaml").read_text("utf-8") == kept.format("", "", "")
    assert said("upgrade-words", number=3, rest=2) in capsys.readouterr().out


def test_a_file_without_own_words_is_removed(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of comments alone could not be read."""
    (old / "interface.yaml").write_text("# Words.\nhome: {de: Startseite}\n", "utf-8")
    upgrade(old)
    assert not (old / "interface.yaml").exists()
    assert said("upgrade-no-words") in capsys.readouterr().out
    assert pages(old)


def test_what_was_done_by_hand_already_holds(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A key that the settings have already is neither written over nor written twice."""
    more = "short_title: {de: Die Fähre}\nstyle_guide: false\nformat: 1\n"
    with (old / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(more)
    upgrade(old)
    assert (old / "site.yaml").read_text("utf-8").startswith(TEXTS["site.yaml"] + more.replace("1", "2"))
    assert "short_name" not in load(old / "launch.yaml")
    assert (
        said("upgrade-there", key="short_name", new="short_title", to="site.yaml") in capsys.readouterr().out
    )


# --- which format content has -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "rest", "line", "key"),
    [
        ("launch.yaml", ("scope", "licence"), 2, "short_name"),
        ("interface.yaml", ("short_name", "licence"), 2, "scope"),
        ("interface.yaml", ("short_name", "scope"), 51, "licence"),
    ],
)
def test_one_old_key_is_enough(
    old: Path, file: str, rest: Sequence[str], line: int, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Content without a number is known by any key that only format 1 has, and nothing else is said."""
    for name in ("launch.yaml", "interface.yaml"):
        text = YamlText((old / name).read_text("utf-8"))
        for gone in rest:
            text = text.without(gone) if gone in text.data else text
        (old / name).write_text(text.text, "utf-8")
    assert main(["check", "--content", str(old), "--lang", LANG]) == 1
    sentence = said("format-older", number=1, engine=FORMAT)
    assert capsys.readouterr().err.splitlines()[:-1] == [
        f"{old.as_posix()}/{file}:{line}:1  {key}: {sentence}"
    ]


@pytest.mark.parametrize(
    ("number", "code"), [(1, "format-older"), (FORMAT + 1, "format-newer"), (10**9, "format-newer")]
)
def test_another_number_is_one_sentence(
    number: int, code: str, old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever else the content has, only its format is spoken of."""
    edit(old / "site.yaml", "title:", f"format: {number}\ntitel:")
    assert main(["check", "--content", str(old), "--lang", LANG]) == 1
    first, _ = capsys.readouterr().err.splitlines()
    assert (
        first
        == f"{old.as_posix()}/site.yaml:3:1  format: {said(code, number=int(str(number)[:9]), engine=FORMAT)}"
    )


def test_content_of_a_newer_format_is_left_alone(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An older engine does not touch what it cannot know."""
    edit(old / "site.yaml", "title:", f"format: {FORMAT + 1}\ntitle:")
    before = tree_of(old)
    assert upgrade(old) == 1
    assert tree_of(old) == before
    assert said("format-newer", number=FORMAT + 1, engine=FORMAT) in capsys.readouterr().err


@pytest.mark.parametrize("written", ["two", "0", "2.5", "[2]", '"-1"', ""])
def test_what_is_no_format_is_a_mistake(
    written: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its place is named, as that of any wrong value, and nothing else is said."""
    content = Path(shutil.copytree(CONTENT["other"], tmp_path / "content"))
    edit(content / "site.yaml", f"format: {FORMAT}", f"format: {written}")
    assert main(["check", "--content", str(content), "--lang", LANG]) == 1
    first, _ = capsys.readouterr().err.splitlines()
    assert re.match(r".*/site\.yaml:2:\d+  format: ", first)


# --- all of it or nothing -----------------------------------------------------------------------


def test_content_that_cannot_be_read_is_not_touched(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every file that is no YAML is named as by `check`; one that says a key twice, too."""
    with (old / "units.yaml").open("a", encoding="utf-8") as file:
        file.write('open: "\n')
    with (old / "interface.yaml").open("a", encoding="utf-8") as file:
        file.write("home: {de: Heim}\n")
    before = tree_of(old)
    assert upgrade(old) == 1
    assert tree_of(old) == before
    err = capsys.readouterr().err
    assert f"{old.as_posix()}/units.yaml:" in err
    assert f"{old.as_posix()}/interface.yaml:" in err
    assert said("nothing-written", number=2, more="") in err


def test_blanks_may_be_left(old: Path) -> None:
    """What is still to be written does not stand in the way."""
    edit(old / "launch.yaml", "Anleger am Alten Hafen", "____")
    assert upgrade(old) == 0
    assert load(old / "site.yaml")["format"] == str(FORMAT)


@pytest.mark.parametrize("folder", ["nowhere", "empty"])
def test_where_no_site_is_there_is_nothing_to_upgrade(folder: str, tmp_path: Path) -> None:
    """A folder that is not there, or has no settings, is a mistake that is said."""
    (tmp_path / "empty").mkdir()
    assert upgrade(tmp_path / folder) == 1


@pytest.mark.parametrize("at", range(9))  # two copies of three files, then three moves
def test_a_run_that_fails_leaves_everything_as_it_was(
    at: int, old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whichever file cannot be written or moved to its place, none is changed and none is left over."""
    before, steps = tree_of(old), iter(range(at + 1))
    make, move = tempfile.mkstemp, Path.replace

    def failing(step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*words: Any, **options: Any) -> Any:
            if next(steps, None) == at:
                raise OSError(ENOSPC, strerror(ENOSPC), str(old))
            return step(*words, **options)

        return run

    monkeypatch.setattr(tempfile, "mkstemp", failing(make))
    monkeypatch.setattr(Path, "replace", failing(move))
    assert upgrade(old) == 1
    assert tree_of(old) == before
    assert said("cannot-write", reason=strerror(ENOSPC)) in capsys.readouterr().err


def test_content_in_git_can_be_compared(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where git keeps the content it shows what changed, with what was not committed before, if anything."""
    git(old, "init", "--quiet")
    upgrade(Path(shutil.copytree(old, old / "untracked")))
    assert capsys.readouterr().out.splitlines()[-1] == said("upgrade-done", number=FORMAT)
    shutil.rmtree(old / "untracked")
    git(old, "add", ".")
    git(old, "commit", "--quiet", "--message", "Content")
    upgrade(old)
    assert capsys.readouterr().out.splitlines()[-1] == said("upgrade-diff")
    git(old, "checkout", "--quiet", ".")
    edit(old / "launch.yaml", "Anleger am Alten Hafen", "Anleger am Hafen")
    upgrade(old)
    assert capsys.readouterr().out.splitlines()[-1] == said("upgrade-diff-of-both")


def git(folder: Path, *words: str) -> None:
    name = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *name, "-C", str(folder), *words], check=True, capture_output=True)


# --- text of YAML files -------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """An entry of a made-up file: what stands above its key, the key, and what stands behind."""

    path: tuple[str, ...]
    blanks: int
    above: tuple[str, ...]
    value: str  # empty where entries follow, set in deeper
    behind: str
    below: str = ""  # a comment below the entry, set in deeper

    @property
    def written(self) -> str:
        indent = "  " * (len(self.path) - 1)
        lines = ["\n" * self.blanks, *(f"{indent}{it}\n" for it in self.above)]
        value = self.value.replace("\n", f"\n{indent}  ")
        below = f"{indent}    {self.below}\n" if self.below else ""
        return "".join([*lines, f"{indent}{self.path[-1]}:{value and ' '}{value}{self.behind}\n", below])


VALUES = (
    *("word", '"# no comment"', "'it''s'", "{a: 1, b: [2, 3]}", "[]", "{a: 1,\n  b: 2}"),
    *(
        "|\n# no comment\n\nmore",
        ">-\nfolded\ntext",
        '"two\nlines"',
        "two\nwords",
        "\n- item\n- # none\n  key: x",
    ),
)
COMMENTS = st.lists(st.sampled_from(["# one", "# two: {three", "#"]), max_size=2).map(tuple)


@st.composite
def entries(draw: st.DrawFn, path: tuple[str, ...] = ()) -> list[Line]:
    """The lines of a mapping in a made-up file, with mappings inside."""
    lines: list[Line] = []
    for name in draw(st.lists(st.sampled_from("abcd"), min_size=1, max_size=3, unique=True)):
        inner = draw(entries((*path, name))) if len(path) < 2 and draw(st.booleans()) else []
        value = "" if inner else draw(st.sampled_from(VALUES))
        block = value.startswith(("|", ">", "\n"))
        behind = "" if block else draw(st.sampled_from(["", "  # behind"]))
        below = "" if inner or block else draw(st.sampled_from(["", "# below"]))
        line = Line((*path, name), draw(st.integers(0, 2)), draw(COMMENTS), value, behind, below)
        lines += [line, *inner]
    return lines


@given(entries(), st.data())
def test_an_entry_goes_with_its_comments_and_nothing_else(lines: list[Line], data: st.DataObject) -> None:
    """Of a file with anything in it, exactly what is not the entry is left."""
    gone = data.draw(st.sampled_from(lines)).path
    text = "".join(["# The file.\n\n", *(line.written for line in lines)])
    kept_path = gone
    while len(kept_path) > 1 and sum(it.path[:-1] == kept_path[:-1] for it in lines) == 1:
        kept_path = kept_path[:-1]
    at = next(n for n, it in enumerate(lines) if it.path == kept_path)
    rest = [it for it in lines if it.path[: len(kept_path)] != kept_path]
    before, after = rest[:at], rest[at:]
    blanks = lines[at].blanks or (1 if at == 0 else 0)
    wanted = "".join(["# The file.\n\n", *(it.written for it in before), "\n" * lines[at].blanks])
    if after:
        after[0] = replace(after[0], blanks=0 if blanks else after[0].blanks)
    assert YamlText(text).without(*gone).text == wanted + "".join(it.written for it in after)


@given(entries(), st.integers(0, 3), st.sampled_from(["new: 1\n", "# Above.\nnew:\n  a: 1\n"]))
def test_an_entry_comes_where_it_is_wanted(lines: list[Line], indent: int, more: str) -> None:
    """It stands behind another one, first or last, set in as the others are."""
    text = YamlText("".join(" " * indent + it if it.strip() else it for it in written(lines)))
    name = lines[0].path[0]
    keys = list(text.data)
    assert list(text.put(YamlText(more), after=name).data) == [name, "new", *keys[1:]]
    assert list(text.put(YamlText(more)).data) == [*keys, "new"]
    assert list(text.put_first(YamlText(more)).data) == ["new", *keys]
    for changed in (text.put(YamlText(more), after=name), text.put_first(YamlText(more))):
        assert changed.without("new").data == text.data
        assert changed.lines_of("new").text == more


def written(lines: list[Line]) -> list[str]:
    return "".join(["# The file.\n\n", *(line.written for line in lines)]).splitlines(keepends=True)


@pytest.mark.parametrize(
    ("text", "path", "rest"),
    [
        ("{a: 1, b: 2, c: 3}", "a", "{b: 2, c: 3}"),
        ("{a: 1, b: 2, c: 3}", "b", "{a: 1, c: 3}"),
        ("{a: 1, b: 2, c: 3}", "c", "{a: 1, b: 2}"),
        ("{a: 1}", "a", "{}"),
        ("{a: 1, }", "a", "{}"),
        ("{\n  a: 1, # one\n  # of b\n  b: 2,\n  c: 3\n}\n", "b", "{\n  a: 1, # one\n  c: 3\n}\n"),
        ("{\n  a: 1, # one\n  b: 2\n}\n", "b", "{\n  a: 1, # one\n}\n"),
        ("{\n  a: 1, # one\n  b: 2}\n", "b", "{\n  a: 1, # one\n  }\n"),
        ("{\n  a: 1, b: 2,\n  c: 3}\n", "a", "{\n  b: 2,\n  c: 3}\n"),
        ("x: {a: 1, b: 2} # x\n", "x b", "x: {a: 1} # x\n"),
        ("x: {a: 1}\ny: 2", "x a", "y: 2"),
        ("x: 1\n? a\n: 2\ny: 3\n", "a", "x: 1\ny: 3\n"),
        ("---\na: 1\nb:\n...\n", "b", "---\na: 1\n...\n"),
        ("---\n# of a\na: 1\nb: 2\n", "a", "---\nb: 2\n"),
        ("# of the file\na: 1\nb: 2\n", "a", "# of the file\nb: 2\n"),
        ("a: 1\nb: 2", "b", "a: 1\n"),
    ],
)
def test_an_entry_goes_from_any_form(text: str, path: str, rest: str) -> None:
    """Commas go with what they part, comments stay with what they speak of."""
    assert YamlText(text).without(*path.split()).text == rest
