"""Divisions: names lead to codes, codes to ancestors; short, former and village names; loading is quick and lazy."""

from __future__ import annotations

import subprocess
import sys
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.lexicon.divisions import Divisions, countries, divisions, level_of, prefix_of, province_letters
from tests.conftest import cases


@pytest.mark.parametrize("case", list(cases("divisions")))
def test_names_lead_to_codes(case: Any) -> None:
    found = [d.code for d in divisions().named(case["surface"]) if d.level != "town"]
    assert found == case["codes"]


def test_ancestors_come_nearest_first_and_skip_placeholders() -> None:
    table = divisions()
    assert [d.name for d in table.ancestors("110101001")] == ["东城区", "北京市"]
    assert [d.name for d in table.ancestors("371521")] == ["聊城市", "山东省"]
    assert [d.name for d in table.ancestors("441900003")] == ["东莞市", "广东省"]
    assert [d.name for d in table.ancestors("419001")] == ["河南省"]
    assert table.ancestors("370000") == ()


def test_every_division_is_reached_from_above() -> None:
    table = divisions()
    for division in table:
        assert division.name
        assert (division.parent is None) == (division.level == "province")
        if division.parent is not None:
            assert table.within(division.code, division.parent)
            assert table.by_code(division.parent) is not None


def test_children_are_the_divisions_with_that_parent() -> None:
    table = divisions()
    for parent in ("110000", "371500", "441900", "460000"):
        expected = [d.code for d in table if d.parent == parent]
        assert [d.code for d in table.children(parent)] == expected != []


@given(st.sampled_from([d.code for d in islice(divisions(), 0, None, 97)]))
def test_within_agrees_with_ancestors(code: str) -> None:
    table = divisions()
    above = [d.code for d in table.ancestors(code)]
    assert all(table.within(code, a) for a in [code, *above])
    assert not any(table.within(a, code) for a in above)
    assert table.within(code + "201", code) if level_of(code) == "town" else True
    assert code.startswith(prefix_of(code))


def test_unknown_codes_and_names() -> None:
    table = divisions()
    assert table.by_code("999999") is None
    assert table.by_code("") is None
    assert table.children("999999") == ()
    assert not table.within("371521", "")


def test_points_are_in_degrees_or_absent() -> None:
    table = divisions()
    for division in islice(table, 0, None, 11):
        if division.longitude is not None and division.latitude is not None:
            assert 70 < division.longitude < 140 and 0 < division.latitude < 56
    city = table.by_code("371500")
    assert city is not None and city.longitude is not None and abs(city.longitude - 115.98) < 0.1


def test_surfaces_leave_out_what_is_doubtful_unless_asked() -> None:
    table = divisions()
    plain, full = dict(table.surfaces()), dict(table.surfaces(ambiguous=True, town_shorts=True))
    assert plain["聊城市"] == "full" and plain["聊城"] == "short"
    assert "和平" not in plain and "城区" not in plain and "东方" not in plain
    assert full["东方"] == "short" and full["城区"] == "full"
    assert plain.items() < full.items()
    assert all(len(surface) >= 2 for surface in full)
    assert table.is_common("和平") and not table.is_common("聊城")


def test_well_known_places_are_not_taken_for_words() -> None:
    table = divisions()
    wrong = [d.short for d in table if d.level in ("province", "city") and d.short and table.is_common(d.short)]
    assert sorted(wrong) == sorted(["朝阳", "日照", "来宾", "安康", "白银"])


def test_former_names_lead_to_present_divisions() -> None:
    table = divisions()
    assert [d.code for d in table.former("襄樊")] == [d.code for d in table.former("襄樊市")] == ["420600"]
    assert [d.name for d in table.former("茌平县")] == ["茌平区"]
    assert [d.name for d in table.former("371523")] == ["茌平区"]
    assert table.former("聊城市") == ()
    assert "襄樊市" in table.former_names() and not any(n.isdigit() for n in table.former_names())


def test_villages_by_full_and_short_name() -> None:
    villages = divisions().villages("371500")
    assert villages is divisions().villages("370000")
    assert len(villages) > 50_000
    found = villages.named("刘庄村")
    assert len(found) > 10 and found == tuple(sorted(found, key=lambda d: (d.parent or "", d.code)))
    assert {d.level for d in found} == {"village"} and {d.name for d in found} == {"刘庄村"}
    assert any(not d.code for d in found), "villages merged since 2017 keep their town"
    assert {d.parent for d in villages.named("刘庄")} >= {d.parent for d in found}
    assert villages["刘庄"] and "没有这个村子的名字" not in villages and villages.named("") == ()


def test_every_province_of_the_bureau_has_villages() -> None:
    table = divisions()
    for division in table:
        if division.level == "province" and division.code < "700000":
            villages = Divisions.villages(table, division.code)
            name = next(iter(villages))
            assert len(villages) > 500, division.name
            assert all(table.within(code, division.code) for code in villages[name])
    assert len(table.villages("810000")) == 0


def test_provinces_have_letters_and_countries_capitals() -> None:
    letters, table = province_letters(), divisions()
    provinces = {d.code for d in table if d.level == "province"}
    assert set(letters.values()) == provinces
    assert all(len(letter) == 1 for letter in letters)
    assert any(c.name == "法国" and c.capital == "巴黎" for c in countries())


def test_a_damaged_table_is_named(tmp_path: Any) -> None:
    path = tmp_path / "divisions.tsv.xz"
    path.write_bytes(b"not compressed")
    with pytest.raises(InputError, match=r"divisions\.tsv\.xz"):
        Divisions(path)


def test_loading_is_light() -> None:
    code = (
        "import sys, time; t = time.perf_counter()\n"
        "from kg.lexicon.divisions import divisions; divisions(); divisions().villages('370000')\n"
        "assert not {'spacy', 'numpy', 'ahocorasick'} & set(sys.modules); print(time.perf_counter() - t)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(run.stdout) < 2.0  # 0.3 s on a free core; the slack is for a busy machine
