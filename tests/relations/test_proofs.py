"""Which passage shows a located_in: cases in invented names."""

from __future__ import annotations

import pytest

from kg.model import Predicate
from kg.relations import relate
from tests.relations.marked import build

CODES = {"临江市": "999900", "东山县": "999921", "青石镇": "999921101", "德州市": "371400", "平原县": "371426"}
CASES = [
    # the two side by side, though the town is named before
    ("[东山县/PLACE]丰收。[青石镇/PLACE]好。[东山县/PLACE][青石镇/PLACE]忙。", "", "青石镇", "东山县青石镇"),
    # the sentence that holds both
    ("[东山县/PLACE]丰收。[青石镇/PLACE]是[东山县/PLACE]的大镇。", "", "青石镇", "青石镇是东山县的大镇"),
    # the headline, where the body does not tell
    ("[平原县/PLACE]举行比赛。", "[平原县/PLACE]有喜传[德州市/PLACE]", "平原县", "平原县有喜传德州市"),
    # a name that holds the place, though a shorter one comes first
    ("[临江市/PLACE]开会。[市委/ORG=临江市委]部署，[临江市委/ORG]督查。", "", "临江市委", "临江市委"),
    # from the place to the firm
    ("[东山县/PLACE]抓项目。[远河公司/COMPANY]投产。", "", "远河公司", "东山县抓项目。远河公司"),
    # not far: the firm alone
    ("[东山县/PLACE]抓项目。" + "天气很好，" * 80 + "[远河公司/COMPANY]投产。", "", "远河公司", "远河公司"),
]


@pytest.mark.parametrize(("text", "title", "thing", "quote"), CASES)
def test_passage(text: str, title: str, thing: str, quote: str) -> None:
    """The evidence of the only located_in of a thing."""
    marked = build(text, title=title, codes=CODES, home="临江市" if "临江市" in text else None)
    relations, _ = relate(marked.page, marked.recognition, marked.resolution)
    found = [
        r.evidence.quote for r in relations if r.predicate is Predicate.LOCATED_IN and marked.names[r.subject] == thing
    ]
    assert found == [quote]
