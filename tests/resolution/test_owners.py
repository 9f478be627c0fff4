"""Companies read from the names of projects."""

from __future__ import annotations

import pytest

from kg.resolution.owners import owner_of


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("青石陶瓷有限公司技改项目", "青石陶瓷有限公司"),
        ("乐谷集团扩建项目", "乐谷集团"),
        ("乐谷（洛阳）渔业产业园", "乐谷"),
        ("华为云计算中心项目", "华为"),
        ("物业公司改制项目", None),
        ("国有公司改革项目", None),
        ("体育馆（青石）改造项目", None),
        ("学校（二期）项目", None),
        ("年产3万吨鱼粉项目", None),
        ("洛阳（青石）大桥", None),
    ],
)
def test_owner(name: str, owner: str | None) -> None:
    assert owner_of(name) == owner
