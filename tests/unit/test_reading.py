from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from microsite.content.moments import Moment
from microsite.line import read
from microsite.messages.problems import ContentError
from tests.samples import CONTENT, DAY, Sample, edit


def complaints(content: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read(content, DAY)
    return str(caught.value).replace(f"{content.as_posix()}/", "").splitlines()


def test_entries_come_in_their_order(sample: Sample) -> None:
    """Sectors come by number; stations by date, a whole month or year after its own days."""
    numbers = [sector.number for sector in sample.site.sectors.values()]
    assert numbers == sorted(numbers)
    days = [station.date.last for station in sample.site.stations.values()]
    assert days == sorted(days)


def test_less_precise_dates_follow_more_precise_ones(content: Path) -> None:
    """A station known only by its year stands after those of a day in that year."""
    edit(content / "stations/2019-2025.yaml", "date: 2022\n", "date: 2023\n")
    order = list(read(content, DAY).site.stations)
    assert order.index("works") < order.index("climate-plan")


def test_what_may_mean_more_days_follows_what_ends_on_the_same(content: Path) -> None:
    """The last day of a year, its month, its quarter, the year, the decade come in this order."""
    with (content / "stations/2019-2025.yaml").open("a", encoding="utf-8") as file:
        for id, written in zip("edcba", ("2029-12-31", "2029-12", "2029-Q4", "2029", "2020s"), strict=True):
            file.write(
                f"{id}-end:\n  date: {written}\n  kind: target\n  sectors: [port]\n"
                "  title: {fr: A, ar: A, de: A}\n  sources: [gazette-2019]\n"
            )
    order = [id for id in read(content, DAY).site.stations if id.endswith("-end")]
    assert order == ["e-end", "d-end", "c-end", "b-end", "a-end"]


def test_figures_take_over_what_they_do_not_say(other: Sample) -> None:
    """A figure inside another entry has that entry's sources, and weighs what that weighs."""
    figure, station = other.site.citables["trams-ordered"], other.site.stations["first-tram"]
    assert figure.sources == station.sources
    assert other.site.weights["trams-ordered"] == other.site.weights["first-tram"] == "single"
    assert (figure.page, figure.anchor) == (other.site.citables["first-tram"].page, "first-tram")


def test_everything_that_can_be_named_is_known(other: Sample) -> None:
    """Facts, targets, stations and figures of every file can be named, each with its kind."""
    kinds = {id: it.kind for id, it in other.site.citables.items()}
    expected = {
        "vote-date": "fact",
        "port-riders": "target",
        "port-length": "figure",
        "vote": "station",
        "hills-slope": "figure",
        "network-passes": "target",
    }
    assert {id: kinds.get(id) for id in expected} == expected


def test_values_become_what_their_field_says(other: Sample) -> None:
    """A date, a number and a text are read from the same kind of scalar by the field they stand in."""
    target = other.site.sectors["port"].targets["port-riders"]
    assert (target.value, target.due, target.announced) == (Decimal(18000), Moment(2028), Moment(2023, 3))
    assert target.year == Moment(2028)
    assert [it.starting_point for it in target.observations] == [True, False]


def test_a_site_needs_no_origins_and_no_questions(content: Path) -> None:
    """Whose texts sources repeat, and what nobody has answered, may stay unsaid."""
    (content / "questions.yaml").unlink()
    (content / "origins.yaml").unlink()
    sources = content / "sources.yaml"
    lines = sources.read_text("utf-8").splitlines(keepends=True)
    sources.write_text("".join(line for line in lines if not line.startswith("  origin: ")), "utf-8")
    site = read(content, DAY, strict=True).site
    assert (site.questions, site.origins) == ({}, {})


def test_hidden_files_are_left_alone(content: Path) -> None:
    """Files and folders with a leading dot are no content."""
    (content / ".draft.yaml").write_text("x", "utf-8")
    (content / ".cache").mkdir()
    (content / ".cache" / "a.yaml").write_text("x", "utf-8")
    read(content, DAY)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("note.txt", "note.txt  nothing is made from this file."),
        ("sectors/deep/a.yaml", "sectors/deep/a.yaml  nothing is made from this file."),
        ("pages/home.yml", "pages/home.yml  nothing is made from this file."),
        ("pages/home.en.md", "pages/home.en.md  nothing is made from this file."),
        (
            "pages/abuot.yaml",
            'pages/abuot.yaml  nothing is made from this file. Did you mean "pages/about.yaml"?',
        ),
        ("sectors/Phare.yaml", "sectors/Phare.yaml  name the file in small letters, digits and hyphens."),
    ],
)
def test_files_that_belong_nowhere_are_named(content: Path, name: str, said: str) -> None:
    """A file from which nothing is made is a problem, since its author expected something."""
    (content / name).parent.mkdir(exist_ok=True)
    (content / name).write_text("x: y\n", "utf-8")
    assert said in complaints(content)


def test_misnamed_file_is_recognised(content: Path) -> None:
    """A file under a wrong name is offered for the one that is missing, and the other way round."""
    (content / "glossary.yaml").rename(content / "glosary.yaml")
    found = complaints(content)
    assert 'glosary.yaml  nothing is made from this file. Did you mean "glossary.yaml"?' in found
    (content / "site.yaml").rename(content / "sight.yaml")
    assert 'site.yaml  this file is missing. Did you mean "sight.yaml"?' in complaints(content)


def test_ids_of_all_kinds_stand_once(content: Path) -> None:
    """An id is taken wherever it stands: in the launch, a sector, a station or a figure inside one."""
    edit(content / "stations/2019-2025.yaml", "\nloan:\n", "\nport-stops:\n")
    (line,) = [it for it in complaints(content) if '"port-stops" is taken' in it]
    assert line.startswith("stations/2019-2025.yaml:")
    assert "see sectors/port.yaml:" in line


def test_fact_and_source_do_not_share_an_id(content: Path) -> None:
    """Prose marks facts and sources alike, so that an id may not be both."""
    edit(content / "launch.yaml", "  operator:\n", "  gazette-2019:\n")
    assert any('"gazette-2019" is the id of a source, too' in it for it in complaints(content))


@pytest.mark.parametrize("id", ["Loan", "prêt", "the_loan", "9-lives", "a--b", "-a"])
def test_ids_are_small_letters_digits_and_hyphens(content: Path, id: str) -> None:
    """An id that could not stand in an address is refused."""
    edit(content / "stations/2019-2025.yaml", "\nloan:\n", f"\n{id}:\n")
    assert any(
        f'"{id}" is not an id; write small letters, digits and hyphens.' in it for it in complaints(content)
    )


@pytest.mark.parametrize("language", ["../outside", "a b", "css/x"])
def test_languages_can_stand_in_an_address(content: Path, language: str) -> None:
    """The key of a language becomes a folder, so that it may hold nothing that leads elsewhere."""
    edit(content / "site.yaml", "  de:\n    name:", f"  {language}:\n    name:")
    assert any(it.startswith("site.yaml:") and "languages" in it for it in complaints(content))


def test_folder_is_named_as_it_was_given(monkeypatch: pytest.MonkeyPatch, content: Path) -> None:
    """Places start with the folder's name as the caller wrote it, so that an editor can open them."""
    monkeypatch.chdir(content.parent)
    (content / "site.yaml").unlink()
    with pytest.raises(ContentError, match=r"(?m)^content/site\.yaml  "):
        read(Path("content"), DAY)


def test_content_is_only_read(tmp_path: Path) -> None:
    """Reading changes nothing in the content folder."""
    folder = CONTENT["other"]
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    read(folder, DAY)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
