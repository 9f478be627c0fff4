"""Within a page: the home place, one entity for each thing, full names, what names imply, what references mean."""

from __future__ import annotations

from typing import Any

import pytest

from kg.config import Settings
from kg.errors import InputError
from kg.lexicon.divisions import divisions
from kg.resolution import resolve_page
from kg.resolution.home import set_home
from tests.conftest import cases
from tests.resolution.marked import marked_page, resolve


@pytest.mark.parametrize("case", list(cases("resolution_home")))
def test_home(case: dict[str, Any]) -> None:
    _, resolution = resolve(case)
    division = divisions().by_code(resolution.home) if resolution.home else None
    assert (division.name if division else None) == case["expected"]


@pytest.mark.parametrize("case", list(cases("resolution_entities")))
def test_entities(case: dict[str, Any]) -> None:
    _, resolution = resolve(case)
    names = {e.id: e.name for e in resolution.entities}
    assert [names[i] for i in resolution.of_mention] == case["mentions"]
    if "implied" in case:
        assert sorted(f"{e.name}/{e.type}" for e in resolution.entities if not e.mentions) == sorted(case["implied"])
    if "references" in case:
        assert [names.get(i or "") for i in resolution.of_reference] == case["references"]
    if "bodies" in case:
        assert [names.get(i or "") for i in resolution.of_post] == case["bodies"]
    if "officials" in case:
        assert sorted(e.name for e in resolution.entities if e.official) == sorted(case["officials"])


def test_every_mention_belongs_to_exactly_one_entity() -> None:
    for param in cases("resolution_entities"):
        recognition, resolution = resolve(param.values[0])
        owned = sorted(m for e in resolution.entities for m in e.mentions)
        assert owned == list(range(len(recognition.mentions)))
        for entity in resolution.entities:
            assert entity.aliases == tuple(sorted({recognition.mentions[m].text for m in entity.mentions}))
            assert all(resolution.of_mention[m] == entity.id for m in entity.mentions)


def test_set_home_wins_over_the_page() -> None:
    page, recognition = marked_page("[市委/ORG]在[德州市/PLACE][禹城市/PLACE]召开会议")
    resolution = resolve_page(page, recognition, Settings(home="宝鸡市"))
    assert resolution.entities[0].name == "宝鸡市委"


@pytest.mark.parametrize("home", ["无此地", "鼓楼区"])
def test_home_that_names_nothing_or_several_is_refused(home: str) -> None:
    with pytest.raises(InputError, match=home):
        set_home(Settings(home=home))


def test_an_empty_page_has_no_home_and_no_entity() -> None:
    page, recognition = marked_page("")
    resolution = resolve_page(page, recognition, Settings())
    assert (resolution.home, resolution.entities) == (None, ())


def test_villages_of_the_province_get_their_code_and_unknown_provinces_are_refused() -> None:
    with pytest.raises(InputError, match="--province"):
        extracted_at("无此省")
    village, town = extracted_at("山东省")
    assert village is not None and len(village) == 12 and village.startswith(town)


def extracted_at(province: str) -> tuple[str | None, str]:
    """The code of a village of the table that is printed after its town, with the town's code."""
    row = next(d for d in divisions() if d.code.startswith("3714") and d.level == "town" and d.name.endswith("镇"))
    found = divisions().villages("370000")
    name = next(n for n in found if n.endswith("村") and len(n) > 3 and any(c[:9] == row.code for c in found[n]))
    page, recognition = marked_page(f"[德州市/PLACE][{row.name}/PLACE][{name}/PLACE]")
    resolution = resolve_page(page, recognition, Settings(home="德州市", province=province))
    return {e.name: e.code for e in resolution.entities}[name], row.code
