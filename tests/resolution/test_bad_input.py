"""Names that no printer meant: resolution and merging neither crash nor slow down."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import Settings
from kg.model import EntityType
from kg.resolution import merge, resolve_page
from tests.resolution.marked import extracted, marked_page

ODD = st.text(
    st.sampled_from("市县区省镇村“”（）《》甲德州全我该委局路·\u0000\ufeff\U0001f600 "), min_size=1, max_size=12
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(ODD, st.sampled_from(list(EntityType))), max_size=12))
def test_any_name_of_any_type_is_resolved(names: list[tuple[str, EntityType]]) -> None:
    text = "，".join(f"[{name}/{type.value}]" for name, type in names if "\n" not in name)
    page = extracted("a", text)
    again = extracted("b", text)
    assert page.entities == again.entities
    assert len({n.id for n in merge([page, again]).nodes}) <= 2 * len(page.entities)


def test_a_lone_surrogate_in_a_name() -> None:
    merged = merge([extracted("a", "[甲\ud800乙公司/COMPANY][德州市/PLACE]")])
    assert len(merged.nodes) == 2


@pytest.mark.parametrize("joint", ["\n", "，"])
def test_time_grows_with_the_page_and_not_faster(joint: str) -> None:
    def seconds(count: int) -> float:
        parts = (
            f"[德州市/PLACE]第[甲{chr(0x4E00 + i)}乙有限公司/COMPANY][市财政局/ORG]"
            f"{{该公司/company/}}{{全县/home/县}}[王{i}/PERSON]"
            for i in range(count)
        )
        page, recognition = marked_page(joint.join(parts))
        started = time.perf_counter()
        resolve_page(page, recognition, Settings())
        return time.perf_counter() - started

    seconds(50)
    short = min(seconds(300) for _ in range(3))
    assert min(seconds(3000) for _ in range(3)) < 30 * max(short, 0.02)
