"""The recipe of the gazetteer: how names are shortened, and that the shipped tables are what it derives."""

from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.lexicon import FOLDER, read_table
from kg.lexicon.schema import DivisionRow
from kg.training.lexicons import division_names, short_names, written
from tests.conftest import SHARED

DATA = SHARED / "data"


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("370000", "山东省", ("山东", "")),
        ("150000", "内蒙古自治区", ("内蒙古", "")),
        ("450000", "广西壮族自治区", ("广西", "")),
        ("810000", "香港特别行政区", ("香港", "")),
        ("532900", "大理白族自治州", ("大理", "大理州")),
        ("653000", "克孜勒苏柯尔克孜自治州", ("克孜勒苏", "克孜勒苏州")),
        ("152200", "兴安盟", ("兴安", "")),
        ("530426", "峨山彝族自治县", ("峨山", "峨山县")),
        ("620926", "东乡族自治县", ("东乡", "东乡县")),
        ("150723", "鄂伦春自治旗", ("鄂伦春", "鄂伦春旗")),
        ("340523", "和县", ("", "")),
        ("130600", "市", ("", "")),
        ("520203", "六枝特区", ("六枝", "")),
        ("371521001", "侨润街道", ("侨润", "")),
        ("371502108", "沙镇镇", ("沙镇", "")),
        ("110228205", "某某满族乡", ("某某", "")),
        ("130171001", "高新产业园", ("", "")),
    ],
)
def test_short_names(code: str, name: str, expected: tuple[str, str]) -> None:
    assert short_names(code, name) == expected


@pytest.mark.parametrize(
    ("name", "level", "expected"),
    [
        ("解放路街道办事处", "town", "解放路街道"),
        ("解放路街道", "town", "解放路街道"),
        ("王庄村民委员会", "village", "王庄村"),
        ("王庄村村民委员会", "village", "王庄村"),
        ("王庄村委会", "village", "王庄村"),
        ("东关社区居委会", "village", "东关社区"),
        ("东关居民委员会", "village", "东关社区"),
        ("巴彦嘎查村民委员会", "village", "巴彦嘎查"),
        ("三连生活区", "village", "三连生活区"),
    ],
)
def test_written_forms(name: str, level: str, expected: str) -> None:
    assert written(name, level) == expected


def test_the_shipped_divisions_are_what_the_recipe_derives() -> None:
    if not DATA.is_dir():
        pytest.skip("the source tables are not at hand")
    rows = read_table(FOLDER / "gazetteer" / "divisions.tsv.xz", DivisionRow)
    assert {row.code: row.name for row in rows} == division_names(DATA)
    assert all((row.short, row.other) == short_names(row.code, row.name) for row in rows[::7])


def test_a_missing_source_is_named() -> None:
    with pytest.raises(InputError, match=r"provinces\.csv"):
        division_names(SHARED / "nowhere")
