"""A site with a theme of its own in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from microsite.output.publish import publish
from tests.browser.test_pages import AXE, tab
from tests.samples import BASE_PATH, build_sample
from tests.server import serve_folder
from tests.test_theme import BASE, FOOTER, IMPRINT, own

THEME = """
theme:
  colours:
    paper: {light: "#fff6e9", dark: "#1c1014"}
    raised: {light: "#fffdf8", dark: "#2a1a20"}
    link: {light: "#7a1f3d", dark: "#ffb3c7"}
    focus: {light: "#7a1f3d", dark: "#ffb3c7"}
  fonts: {body: [Georgia, serif], heading: [Verdana]}
  sizes: {text: 1.25, page: 75}
  logo: logo.svg
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><rect width="90" height="30"/></svg>'
PAPERS = {"light": "rgb(255, 246, 233)", "dark": "rgb(28, 16, 20)"}


@pytest.fixture
def themed(content: Path) -> Path:
    """A site with its own colours, letters and logo, a replaced footer, and a component of its own."""
    file = content / "site.yaml"
    file.write_text(file.read_text("utf-8").rstrip() + THEME, "utf-8")
    own(content, "static/logo.svg", LOGO)
    own(content, "static/css/own.css", "h1 { text-transform: uppercase; }")
    own(content, "templates/base.html", BASE)
    own(content, "templates/components/site-footer/site-footer.html", FOOTER)
    own(content, "templates/components/imprint/imprint.html", IMPRINT)
    own(content, "templates/components/imprint/imprint.css", ".imprint { color: var(--color-link); }")
    return content


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_site_looks_as_its_theme_has_it(
    themed: Path, tmp_path: Path, browser: Browser, scheme: str, width: int
) -> None:
    """Its colours, letters, logo, footer and component are seen, and nothing is hard to read."""
    sample = build_sample(themed)
    publish(sample.files, tmp_path / "served")
    refused: list[str] = []
    with serve_folder(tmp_path / "served", BASE_PATH) as root:
        options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
        with tab(browser, **options) as page:
            page.on("console", lambda message: refused.append(message.text))
            page.goto(root + sample.page("home").path)

            def style(selector: str, name: str) -> str:
                value: str = page.locator(selector).first.evaluate(f"(it) => getComputedStyle(it)[{name!r}]")
                return value

            assert style("body", "backgroundColor") == PAPERS[scheme]
            assert style("body", "fontFamily") == "Georgia, serif"
            assert style("body", "fontSize") == "20px"
            assert style("h1", "fontFamily").startswith("Verdana, system-ui")
            assert style("h1", "textTransform") == "uppercase"
            assert "Georgia" not in style(".line-map", "fontFamily")
            assert style(".imprint", "color") == style(".page-head__lead a", "color")
            logo = page.locator(".site-header__name img").bounding_box()
            assert logo
            assert (round(logo["width"]), round(logo["height"])) == (72, 24)
            assert page.locator("footer p").all_inner_texts() == ["Harbour office"]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert Axe().run(page, options=AXE).response["violations"] == []
    assert refused == []
