from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from kg.recognition.nounphrase import Layout, bracket_pairs


def start(text: str, head: str, **more: bool) -> str:
    """What stands from the phrase's beginning to the end of its head."""
    at = text.index(head)
    return text[Layout(text).start(at, **more).left : at + len(head)]


def test_a_governing_verb_keeps_a_soft_word_in_the_name() -> None:
    assert start("全县深入实施提升改造工程", "工程") == "提升改造工程"


def test_a_soft_word_behind_an_adverb_is_a_verb() -> None:
    assert start("全县加快建设渔港泵站项目", "项目") == "渔港泵站项目"


def test_closed_quotes_and_brackets_belong_to_the_phrase() -> None:
    assert start("由甲公司建设“渔光、农光”互补（一期）项目", "项目") == "“渔光、农光”互补（一期）项目"


def test_an_open_quote_ends_the_phrase() -> None:
    assert start("他说“渔港泵站项目", "项目") == "渔港泵站项目"


def test_a_company_in_full_is_no_part_of_what_follows() -> None:
    assert start("白沙渔业有限公司年产3万吨鱼粉项目", "项目") == "年产3万吨鱼粉项目"


def test_a_year_belongs_to_events_only() -> None:
    assert start("白沙县2018年渔业大会", "大会", years=True) == "白沙县2018年渔业大会"
    assert start("2018年渔业工程", "工程") == "渔业工程"


def test_a_verb_of_the_dictionary_must_be_a_word_of_the_text() -> None:
    text = "智慧渔业研发生产项目"
    assert Layout(text).borders
    words = [(0, 2), (2, 4), (4, 6), (6, 8), (8, 10)]
    assert not [b for b in Layout(text, words=words).borders if b.word == "发生"]


@given(st.text(alphabet="“”‘’（）《》甲乙\n", max_size=60))
def test_brackets_pair_inwards_and_within_a_line(text: str) -> None:
    for close, opening in bracket_pairs(text).items():
        assert opening < close
        assert "\n" not in text[opening:close]


@given(st.text(max_size=80), st.integers(0, 80))
def test_any_text_has_a_start(text: str, head: int) -> None:
    head = min(head, len(text))
    assert 0 <= Layout(text).start(head).left <= head


def test_long_text_stays_linear() -> None:
    text = "推进项目和工程、“行动”" * 8000
    began = time.perf_counter()
    layout = Layout(text)
    for at in range(0, len(text), 10):
        layout.start(at)
    assert time.perf_counter() - began < 20
