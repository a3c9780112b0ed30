from __future__ import annotations

import re

from tests.samples import Sample, attributes


def test_every_choice_of_a_page_has_its_rule(sample: Sample) -> None:
    """A choice that is pressed keeps what belongs to it: lines, kinds, standings, measures, weights.

    A sector and a word of another group may be called alike.
    """
    seen = set()
    for path, tree in sample.trees.items():
        (link,) = attributes(tree, "link[rel=stylesheet]", "href")
        style = sample.files["css/" + link.partition("?")[0].rpartition("/")[2]].decode()
        for node in tree.css(".filters input, .filtered input[form=filters]"):
            name, value = node.attributes["name"], node.attributes["value"]
            seen.add(name)
            box, rest = rf':root:has\(\[name="?{name}"?\]', r"(,[^{}]*)?\{"
            entries = rf'\.filtered \[data-of~="?{name}\\?:{value}"?\]'
            leaves = rf"{box}:checked\) \.filtered \[data-of\]{rest}--out-{name}:var\(--faded,none\)"
            keeps = rf'{box}\[value="?{value}"?\]:checked\) {entries}{rest}--out-{name}:initial'
            assert re.search(leaves, style), (path, name)
            assert re.search(keeps, style), (path, value)
            assert f"var(--out-{name}" in style
    assert seen == {"sector", "station_kind", "standing", "measure", "weight"}
