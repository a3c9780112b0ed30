"""The generator knows no subject and no language of its own, and its pages ask nothing of anybody."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from microsite.pages.urls import manifest
from tests.samples import ROOT, Sample, attributes, expect_none

SUBJECT = re.compile(r"M\.AX|얼라이언스|2030|[\"'](?:ko|en)[\"']|:lang\((?:ko|en)\)")
HANGUL = re.compile(r"[\u1100-\u11ff\uac00-\ud7a3]")
STYLE_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]?([^'\";)]+)")
FETCHED = re.compile(r"\"(\.{1,2}/[\w./-]+)\?h=")  # what scripts ask for when it is used
FOLDERS = ("microsite", "templates", "static")
FONTS = (".otf", ".ttf")


def sources() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix not in FONTS:
                yield path


def test_code_knows_no_subject() -> None:
    """No name, year or language of the real content stands in code, templates or styles."""
    listed = list(sources())
    assert {path.relative_to(ROOT).parts[0] for path in listed} == set(FOLDERS)
    expect_none(
        f"{path.relative_to(ROOT)}:{at}: {line.strip()}"
        for path in listed
        for at, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if SUBJECT.search(line)
    )


def test_code_says_nothing_in_korean() -> None:
    """Hangul stands in code only where a comment or a docstring gives an example."""
    faults = []
    for path in (ROOT / "microsite").glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        examples = {
            node.body[0].value
            for node in ast.walk(tree)
            if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
        }
        faults += [
            f"{path.name}:{node.lineno}: {node.value!r}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and node not in examples and HANGUL.search(str(node.value))
        ]
    expect_none(faults)


def test_templates_escape_everything() -> None:
    """No template uses the `safe` filter or turns escaping off."""
    expect_none(
        f"{path.relative_to(ROOT)}:{at}: {line.strip()}"
        for path in (ROOT / "templates").rglob("*.*")
        for at, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"\|\s*safe\b|autoescape", line)
    )


def test_pages_hold_no_inline_style_or_script(sample: Sample) -> None:
    """No page carries a style, a script or a handler of its own."""
    faults = []
    for path, tree in sample.trees.items():
        faults += [f"{path}: <style>" for _ in tree.css("style, [style]")]
        # Data is no script: nothing of it is run.
        scripts = tree.css("script:not([type='application/ld+json'])")
        faults += [f"{path}: inline script" for node in scripts if "src" not in node.attributes]
        faults += [
            f"{path}: {name}" for node in tree.css("*") for name in node.attributes if name.startswith("on")
        ]
    expect_none(faults)


def test_pages_ask_only_their_own_host(sample: Sample) -> None:
    """Style sheets, scripts, icons and pictures come from the site itself, styles name no other file."""
    faults = []
    for path, tree in sample.trees.items():
        asked = [
            *attributes(tree, "script[src], img, source, iframe, embed, audio, video", "src"),
            *attributes(tree, "link:not([rel=canonical]):not([rel=alternate])", "href"),
        ]
        assert asked, path
        faults += [f"{path}: {url}" for url in asked if urlsplit(url).netloc or urlsplit(url).scheme]
    for path, body in sample.files.items():
        if path.endswith((".css", ".svg")):
            urls = ["".join(found) for found in STYLE_URL.findall(body.decode())]
            faults += [f"{path}: {url}" for url in urls if not url.startswith("#")]
    expect_none(faults)


def test_pages_forbid_everything_from_elsewhere(sample: Sample) -> None:
    """Every page has a policy that allows nothing but the site's own styles, scripts and pictures."""
    for path, tree in sample.trees.items():
        (policy,) = attributes(tree, "meta[http-equiv=Content-Security-Policy]", "content")
        rules = dict(part.split(maxsplit=1) for part in policy.split(";"))
        assert rules["default-src"] == "'none'", path
        assert {value for name, value in rules.items() if name.endswith("-src")} <= {"'none'", "'self'"}, path


def test_pages_read_nothing_that_is_not_built(sample: Sample) -> None:
    """Everything in the built site is a page, its twin, a feed, data, or asked for by page or manifest."""
    named = {"sitemap.xml", "robots.txt", "built.json", "llms.txt", "embed.js"}
    named |= {path for path in sample.files if path.endswith(("/feed.xml", "/calendar.ics"))}
    named |= {f"{page.path.removesuffix('.html')}.md" for page in sample.pages}
    manifests = [manifest(lang) for lang in sample.languages]
    named |= {*manifests}
    icons = {
        it["src"].removeprefix("../") for name in manifests for it in json.loads(sample.files[name])["icons"]
    }
    asked = {
        link.partition("?")[0].replace("../", "").removeprefix("/some/base/")
        for path, tree in sample.trees.items()
        for link in [
            *attributes(tree, "link, use, image, a[type]", "href"),
            *attributes(tree, "[src]", "src"),
            *(urljoin(path, link) for link in attributes(tree, "[data-index]", "data-index")),
            *(file.split()[0] for files in attributes(tree, "img", "srcset") for file in files.split(", ")),
        ]
    }
    given = {path for path in sample.files if path.startswith("data/")}
    fetched = {
        urljoin(path, link)
        for path in sample.files
        if path.endswith(".js")
        for link in FETCHED.findall(sample.files[path].decode())
    }
    expect_none(set(sample.files) - set(sample.trees) - named - asked - icons - given - fetched)


@pytest.mark.parametrize(
    "line", ['lang == "ko"', "lang == 'en'", "M.AX", "얼라이언스", "until 2030", ":lang(ko)"]
)
def test_subject_would_be_seen(line: str) -> None:
    """The pattern that finds the subject finds it."""
    assert SUBJECT.search(line)
