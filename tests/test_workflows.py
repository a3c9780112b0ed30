"""The workflows, step by step as they stand in their files, on a fresh copy of this tree.

Every `run:` is run in its order by the shell that GitHub takes, with files of its own for outputs and
summary. Not run here are other people's actions (`uses:`) and what installs packages of the system; `make
test`, of which this is a part, and `make sbom` are only spelt out; `gh` is a stand-in that answers as told.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from microsite.messages.catalogue import Message, languages, sentence
from tests.repository import VARIABLES
from tests.samples import CONTENT, ROOT, edit
from tests.server import serve_folder

WORKFLOWS = {path.stem: path for path in sorted((ROOT / ".github/workflows").glob("*.yml"))}
NOT_COPIED = (".git", ".venv", "node_modules", "site", "__pycache__", ".*_cache", ".hypothesis", ".installed")
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
SYSTEM = "sudo apt-get"  # what changes the machine is left to the machine of a workflow
SPELT_OUT = ("make test", "make sbom")  # the one runs this, the other installs what nothing else needs
PROPOSED, PUSHED, DAILY = "pull_request", "push", "schedule"


@dataclass
class Step:
    """What became of a step."""

    name: str
    code: int
    printed: str


@dataclass
class Run:
    """A run of one workflow for an event, in a folder that was checked out for it."""

    workflow: str
    folder: Path
    event: str
    variables: Mapping[str, str]
    before: str = ""
    outputs: dict[str, str] = field(default_factory=dict)  # by `step.name`, and of jobs by `job:name`
    summary: str = ""

    @property
    def jobs(self) -> Mapping[str, Any]:
        jobs: Mapping[str, Any] = loaded(self.workflow)["jobs"]
        return jobs

    def value(self, expression: str) -> str:
        """What an expression of GitHub gives. An unknown one has to be thought about here."""
        if step := re.fullmatch(r"steps\.(.+)\.outputs\.(.+)", expression):
            return self.outputs.get(f"{step[1]}.{step[2]}", "")
        return {
            "github.event_name": self.event,
            "github.event.before": self.before,
            "github.event_name == 'pull_request' && 'HEAD^1' || ''": "HEAD^1"
            if self.event == PROPOSED
            else "",
            "github.token": "a token",
            "github.repository": "someone/place",
            "join(needs.*.result, ' ')": self.outputs.get("results", ""),
        }[expression]

    def wanted(self, condition: str, failed: bool) -> bool:
        """Whether a step is taken; as GitHub does, not after a failure unless it says so."""
        published = self.event != PROPOSED
        known = {
            "": not failed,
            "${{ !cancelled() }}": True,
            "github.event_name == 'pull_request'": not (failed or published),
            "github.ref == 'refs/heads/main' && github.event_name != 'pull_request'": published
            and not failed,
            "steps.pages.outputs.address": bool(self.value("steps.pages.outputs.address")) and not failed,
        }
        return known[condition]

    def job(self, name: str, only: str = "") -> list[Step]:
        """Take every step of a job that can be taken here, in order, or only the one with an id."""
        taken: list[Step] = []
        for step in self.jobs[name]["steps"]:
            failed = any(it.code for it in taken)
            if only not in ("", step.get("id")):
                continue
            if "run" in step and SYSTEM not in step["run"] and self.wanted(step.get("if", ""), failed):
                taken.append(self.step(step))
        return taken

    def step(self, step: Mapping[str, Any]) -> Step:
        files = {name: self.folder.parent / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("", "utf-8")
        given = {
            name: re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda it: self.value(it[1]), text)
            for name, text in step.get("env", {}).items()
        }
        assert "${{" not in step["run"], "what others write is handed over in variables"
        spelt = {"MAKEFLAGS": "--dry-run"} if step["run"].strip() in SPELT_OUT else {}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.folder,
            env={**self.variables, **{name: str(file) for name, file in files.items()}, **given, **spelt},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        for line in files["GITHUB_OUTPUT"].read_text("utf-8").splitlines():
            name, _, value = line.partition("=")
            self.outputs[f"{step['id']}.{name}"] = value
        self.summary += files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
        return Step(step["name"], done.returncode, done.stdout)


def loaded(workflow: str) -> Any:
    return yaml.load(WORKFLOWS[workflow].read_text("utf-8"), Loader=yaml.BaseLoader)


def expect_success(steps: list[Step]) -> None:
    assert steps
    for step in steps:
        assert step.code == 0, f"{step.name}\n{step.printed}"


# --- a machine for a run ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This tree as it is checked out, with content that no editor changes."""
    folder = tmp_path_factory.mktemp("checked-out") / "place"
    shutil.copytree(ROOT, folder, symlinks=True, ignore=shutil.ignore_patterns(*NOT_COPIED))
    shutil.rmtree(folder / "content")
    shutil.copytree(CONTENT["guide"], folder / "content")
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    return folder


def git(folder: Path, *words: str) -> str:
    variables = {**os.environ, **VARIABLES}
    done = subprocess.run(
        ["git", *words], cwd=folder, env=variables, capture_output=True, check=True, text=True
    )
    return done.stdout.strip()


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message=Change")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, tree: Path) -> Path:
    """What `make` finds installed: the environment of the tests, newer than what says what belongs in it."""
    environment = tmp_path_factory.mktemp("installed")
    for path in Path(sys.prefix).iterdir():
        (environment / path.name).symlink_to(path)
    for marker in (environment / ".build-ready", environment / ".test-ready"):
        marker.unlink(missing_ok=True)
        marker.touch()
    return environment


class Machine:
    """A fresh checkout, and a `gh` that answers as it is told."""

    def __init__(self, home: Path, tree: Path, installed: Path) -> None:
        self.home, self.folder = home, home / "place"
        shutil.copytree(tree, self.folder, symlinks=True)
        (home / "bin").mkdir()
        (home / "temporary").mkdir()
        self.variables = {
            **{
                name: it
                for name, it in os.environ.items()
                if not name.startswith(("GITHUB_", "MAKE", "MFLAGS"))
            },
            **VARIABLES,
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_REPOSITORY": "someone/place",
            "GITHUB_RUN_ID": "1",
            "GITHUB_SERVER_URL": "https://example.com",
            "LC_ALL": "C.UTF-8",
            "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "RUNNER_TEMP": str(home / "temporary"),
            "SOURCE_DATE_EPOCH": "1795348800",  # the day of the tests
            "VENV": str(installed),
        }
        self.first = git(self.folder, "rev-parse", "HEAD")

    def propose(self) -> None:
        """Check out what is changed now as GitHub does for a proposal: already merged into `main`."""
        git(self.folder, "checkout", "--quiet", "-b", "proposal")
        commit(self.folder)
        git(self.folder, "checkout", "--quiet", "main")
        git(self.folder, "merge", "--quiet", "--no-ff", "--message=Merge", "proposal")

    def let_gh(self, script: str) -> None:
        gh = self.home / "bin" / "gh"
        gh.write_text(f'#!/bin/sh\necho "$@" >> "{self.home}/asked"\n{script}\n', "utf-8")
        gh.chmod(0o755)

    def asked(self) -> list[str]:
        """What `gh` was told to do."""
        return (self.home / "asked").read_text("utf-8").splitlines()

    def run(self, workflow: str, event: str) -> Run:
        return Run(workflow, self.folder, event, self.variables, self.first)


@pytest.fixture
def machine(tmp_path: Path, tree: Path, installed: Path) -> Machine:
    return Machine(tmp_path, tree, installed)


# --- checked, built, published ------------------------------------------------------------------


def test_proposal_is_checked_built_and_told(machine: Machine) -> None:
    """An editor changes a figure: no test is needed, the site is built, and the summary says old and new."""
    edit(machine.folder / "content/sectors/humanoids.yaml", "    value: 1000\n", "    value: 1200\n")
    machine.propose()
    run = machine.run("pages", PROPOSED)
    expect_success(run.job("changes"))
    assert run.outputs["changes.code"] == "false"
    run.outputs["site.artifact-url"] = "https://example.com/artifact"
    expect_success(run.job("build"))
    assert "1,200" in (machine.folder / "site/en/index.html").read_text("utf-8")
    for lang in languages():
        assert f"## {sentence(Message('report-title'), lang)}\n" in run.summary
    assert re.search(r"`humanoid-1000` \| at least 1,000 .*\| at least 1,200 ", run.summary)
    assert "(https://example.com/artifact)" in run.summary
    assert "pages.address" not in run.outputs


def test_mistakes_are_shown_at_their_lines_and_in_the_summary(machine: Machine) -> None:
    """A proposal with a mistake stops, with annotations and a summary in every language."""
    edit(machine.folder / "content/sectors/humanoids.yaml", "    value: 1000\n", "    value: many\n")
    machine.propose()
    run = machine.run("pages", PROPOSED)
    check, report = run.job("build")
    assert check.code
    assert re.search(r"^::error file=content/sectors/humanoids\.yaml,line=\d+,col=\d+::", check.printed, re.M)
    assert report.code == 0
    for lang in languages():
        said = sentence(Message("not-a-number", value="many", example="7"), lang).partition("many")[2][:5]
        assert said in run.summary
    assert not (machine.folder / "site").exists()


def test_code_is_tested(machine: Machine) -> None:
    """Each step of the tests can be taken; the suite itself is only spelt out."""
    (suite,) = machine.run("pages", PUSHED).job("test")
    expect_success([suite])
    for tool in ("ruff check", "mypy", "actionlint", "zizmor", "pytest"):
        assert tool in suite.printed


@pytest.mark.parametrize(
    ("file", "event", "code"),
    [
        ("content/launch.yaml", PROPOSED, "false"),
        ("content/launch.yaml", PUSHED, "false"),
        ("content/pages/about.en.md", PUSHED, "false"),
        ("README.md", PROPOSED, "false"),
        ("docs/speed.md", PROPOSED, "false"),
        ("docs/editing.ko.md", PROPOSED, "true"),
        ("docs/another-site.md", PROPOSED, "true"),
        ("microsite/clock.py", PROPOSED, "true"),
        ("microsite/clock.py", PUSHED, "true"),
        ("microsite/clock.py", DAILY, "false"),
        ("microsite/starter/README.md", PROPOSED, "true"),
        ("tests/sites/other/pages/about.fr.md", PROPOSED, "true"),
        (".github/workflows/pages.yml", PROPOSED, "true"),
    ],
)
def test_tests_run_for_what_they_read(machine: Machine, file: str, event: str, code: str) -> None:
    """Content and what is only read by people need no tests; all else does."""
    with (machine.folder / file).open("a", encoding="utf-8") as written:
        written.write("\n")
    machine.propose()
    run = machine.run("pages", event)
    expect_success(run.job("changes"))
    assert run.outputs["changes.code"] == code


@pytest.mark.parametrize("before", ["", "0" * 40])
def test_tests_run_where_nobody_knows_what_has_changed(machine: Machine, before: str) -> None:
    """A first push, or one by hand, has nothing before it."""
    run = machine.run("pages", PUSHED)
    run.before = before
    expect_success(run.job("changes"))
    assert run.outputs["changes.code"] == "true"


def test_site_is_built_for_its_address(machine: Machine) -> None:
    """Once a day, too, Pages says where the site is, and the pages of the site say it."""
    machine.let_gh("echo https://someone.example/place/")
    run = machine.run("pages", DAILY)
    expect_success(run.job("build"))
    assert run.outputs["pages.address"] == "https://someone.example/place/"
    page = (machine.folder / "site/en/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://someone.example/place/en/">' in page
    assert "https://example.com/someone/place/" in page


def test_what_is_published_is_attested(machine: Machine) -> None:
    """The list of what a build is made with is made, and the very site that is published is fetched."""
    machine.let_gh("touch artifact.tar")
    run = machine.run("pages", PUSHED)
    listed, fetched = run.job("attest")
    expect_success([listed, fetched])
    assert "--output-file sbom.json" in listed.printed
    attested = run.jobs["attest"]["steps"][-1]["with"]
    assert attested == {"subject-path": "artifact.tar", "sbom-path": "sbom.json"}
    assert (machine.folder / attested["subject-path"]).exists()


@pytest.mark.parametrize(
    "answer", ["echo '{\"message\": \"Not Found\"}'; echo 'gh: Not Found (HTTP 404)' >&2; exit 1", "exit 0"]
)
def test_pages_not_switched_on_is_one_sentence(machine: Machine, answer: str) -> None:
    """Without Pages, or with Pages that publish a branch, the summary says what to do, and nothing fails."""
    machine.let_gh(answer)
    run = machine.run("pages", PUSHED)
    (step,) = run.job("build", only="pages")
    expect_success([step])
    assert step.printed.startswith("::notice title=Pages::")
    assert "pages.address" not in run.outputs
    assert run.summary.count("Settings › Pages") == 1


def test_pages_that_cannot_be_asked_are_no_reason_to_go_on(machine: Machine) -> None:
    """A failure of the host is not taken for Pages that are off."""
    machine.let_gh("echo 'gh: Server Error (HTTP 502)' >&2; exit 1")
    (step,) = machine.run("pages", PUSHED).job("build", only="pages")
    assert step.code
    assert "HTTP 502" in step.printed


@pytest.mark.parametrize(
    ("results", "code"),
    [
        ("success success success success", 0),
        ("success success skipped skipped", 0),
        ("success failure skipped skipped", 1),
        ("success success cancelled skipped", 1),
    ],
)
def test_one_check_stands_for_all(machine: Machine, results: str, code: int) -> None:
    """The last job is always there, and fails when any other has."""
    run = machine.run("pages", PUSHED)
    assert set(run.jobs["done"]["needs"]) == run.jobs.keys() - {"done"}
    assert run.jobs["done"]["if"] == "always()"
    run.outputs["results"] = results
    (step,) = run.job("done")
    assert step.code == code


def test_only_main_is_published_and_never_by_halves() -> None:
    """Who publishes needs an address, which only `main` asks for; only a proposal's run is broken off."""
    pages = loaded("pages")
    assert pages["concurrency"]["cancel-in-progress"] == "${{ github.event_name == 'pull_request' }}"
    assert pages["jobs"]["deploy"]["needs"] == ["build", "test"]
    assert "needs.build.outputs.address" in pages["jobs"]["deploy"]["if"]
    assert pages["on"].keys() == {"push", "pull_request", "schedule", "workflow_dispatch"}


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_workflows_may_do_little(workflow: str) -> None:
    """No right is given to all jobs, and each action of others is one that cannot change."""
    found = loaded(workflow)
    assert found["permissions"] == {}
    used = [step["uses"] for job in found["jobs"].values() for step in job["steps"] if "uses" in step]
    assert used
    assert [it for it in used if not PINNED.fullmatch(it)] == []


# --- what people fill in ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form", sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*-*.yml")), ids=lambda it: it.stem
)
def test_forms_are_whole(form: Path) -> None:
    """Each has a name and questions of the kinds that GitHub knows, each question an id of its own."""
    found = yaml.load(form.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert found["name"]
    assert found["description"]
    questions = found["body"]
    assert len({it["id"] for it in questions}) == len(questions) > 0
    assert {it["type"] for it in questions} <= {"input", "textarea", "dropdown", "checkboxes"}
    assert all(it["attributes"]["label"] for it in questions)


def test_no_fact_is_corrected_without_a_source() -> None:
    """The form asks for it."""
    text = (ROOT / ".github/ISSUE_TEMPLATE/correct-a-fact.yml").read_text("utf-8")
    (source,) = (it for it in yaml.safe_load(text)["body"] if it["id"] == "source")
    assert source["validations"] == {"required": True}


def test_document_names_what_is_there() -> None:
    """The page about publishing calls each workflow, and the check that a rule asks for, by their names."""
    text = (ROOT / "docs/publishing.md").read_text("utf-8")
    for name, path in WORKFLOWS.items():
        assert f"“{loaded(name)['name']}” (`{path.name}`)" in text
    jobs = loaded("pages")["jobs"]
    assert f"the check “{jobs['done']['name']}”" in text
    assert f"“{jobs['build']['name']}” › “Summary”" in text


# --- the addresses of sources -------------------------------------------------------------------


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    """A host with one page."""
    (tmp_path / "host").mkdir()
    for name in ("page.html", "404.html"):
        (tmp_path / "host" / name).write_text("x", "utf-8")
    with serve_folder(tmp_path / "host", "/") as root:
        yield root


@pytest.mark.parametrize(
    ("gone", "issue", "done"),
    [
        (True, "", ["issue list", "label create", "issue create"]),
        (True, "7", ["issue list", "label create", "issue edit 7"]),
        (False, "7", ["issue list", "issue close 7"]),
        (False, "", ["issue list"]),
    ],
)
def test_one_issue_lists_what_is_gone(
    machine: Machine, host: str, gone: bool, issue: str, done: list[str]
) -> None:
    """It is opened, kept up to date, and closed when every address leads somewhere again."""
    sources = machine.folder / "content/sources.yaml"
    text = re.sub(r"https?://[^\s\"']+", f"{host}page.html", sources.read_text("utf-8"))
    sources.write_text(text.replace("page.html", "lost.html", 1) if gone else text, "utf-8")
    machine.let_gh(f'case "$*" in "issue list"*) echo "{issue}" ;; esac')
    run = machine.run("sources", DAILY)
    expect_success(run.job("addresses"))
    assert [it for it, wanted in zip(machine.asked(), done, strict=True) if not it.startswith(wanted)] == []
    assert (f"{host}lost.html" in run.summary) == gone
