"""Across pages: the same graph whatever the order, namesakes apart, judgements obeyed."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import Settings
from kg.errors import InputError
from kg.model import Extraction, Predicate
from kg.resolution import merge
from kg.resolution.clusters import unite
from kg.resolution.seeds import load_seeds
from tests.conftest import ROOT, cases
from tests.resolution.marked import extracted

CITIES = ("德州市", "宝鸡市", "南通市", "绵阳市")
NAMES = ("王伟", "李静", "赵磊")


def one_post(body: str, title: str, name: str) -> tuple[str, list[dict[str, Any]]]:
    return f"[{body}/ORG]{title}[{name}/PERSON]到现场。", [{"holder": 1, "title": title, "body": 0}]


@st.composite
def corpora(draw: st.DrawFn) -> list[Extraction]:
    pages = []
    for number in range(draw(st.integers(2, 6))):
        city, name = draw(st.sampled_from(CITIES)), draw(st.sampled_from(NAMES))
        body = draw(st.sampled_from((f"{city}财政局", f"{city}教育局", "市水利局")))
        text, posts = one_post(body, "局长", name)
        text += f"[{draw(st.sampled_from(('人民公园', city, city[:2])))}/PLACE][甲乙橡塑有限公司/COMPANY]"
        pages.append(extracted(f"{number}.txt", text, posts, f"2024-0{draw(st.integers(1, 9))}-01"))
    return pages


@settings(max_examples=40, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_order_of_pages_does_not_matter(pages: list[Extraction], shuffler: random.Random) -> None:
    expected = merge(pages)
    shuffled = list(pages)
    shuffler.shuffle(shuffled)
    assert merge(shuffled) == expected


@settings(max_examples=40, deadline=None)
@given(corpora(), st.integers(0, 5))
def test_removing_a_page_removes_exactly_what_it_said(pages: list[Extraction], number: int) -> None:
    gone = pages[number % len(pages)]
    rest = [p for p in pages if p is not gone]
    less, more = merge(rest), merge(pages)
    kept = {(w.page, w.start, w.end, w.quote) for f in more.facts for w in f.witnesses if w.page != gone.page}
    assert {(w.page, w.start, w.end, w.quote) for f in less.facts for w in f.witnesses} == kept
    assert sum(n.mentions for n in more.nodes) - sum(n.mentions for n in less.nodes) == len(gone.mentions)


@settings(max_examples=40, deadline=None)
@given(corpora())
def test_keys_are_unique_and_facts_lead_to_nodes(pages: list[Extraction]) -> None:
    merged = merge(pages)
    ids = [n.id for n in merged.nodes]
    assert ids == sorted(set(ids))
    assert {f.subject for f in merged.facts} | {f.object for f in merged.facts} <= set(ids)
    assert len({f.id for f in merged.facts}) == len(merged.facts)
    for node in merged.nodes:
        assert node.shared_name is None or (node.id.startswith(node.shared_name) and node.id != node.shared_name)


@given(
    st.integers(2, 12).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.lists(st.tuples(st.integers(-9, 0), st.integers(0, n - 1), st.integers(0, n - 1)), max_size=40),
            st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=12),
        )
    )
)
def test_a_negative_judgement_blocks_every_chain(
    drawn: tuple[int, list[tuple[int, int, int]], list[tuple[int, int]]],
) -> None:
    size, edges, negative = drawn
    blocked: dict[int, set[int]] = {}
    for a, b in negative:
        if a != b:
            blocked.setdefault(a, set()).add(b)
            blocked.setdefault(b, set()).add(a)
    parts = unite(size, sorted(edges), blocked)[0]
    assert sorted(m for part in parts for m in part) == list(range(size))
    for part in parts:
        assert not any(b in part for a in part for b in blocked.get(a, ()))


@pytest.mark.parametrize("case", list(cases("resolution_merge")))
def test_merge(case: dict[str, Any], tmp_path: Path) -> None:
    folder = None
    if "judgements" in case:
        table = "verdict,type,one,other,comment\n" + "".join(f"{line},\n" for line in case["judgements"])
        (tmp_path / "judgements.csv").write_text(table, encoding="utf-8")
        folder = str(tmp_path)
    pages = [extracted(p["name"], p["text"], p.get("posts", ()), p.get("date"), folder) for p in case["pages"]]
    merged = merge(pages, Settings(seeds=folder))
    wanted = case["type"]
    assert [n.id for n in merged.nodes if n.type == wanted] == sorted(case["nodes"])


@pytest.mark.parametrize("case", list(cases("lineage")))
def test_what_came_before(case: dict[str, Any]) -> None:
    """Former names, mergers and successions, each with its bounds."""
    pages = [extracted(p["name"], p["text"], p.get("posts", ()), p.get("date")) for p in case["pages"]]
    merged = merge(pages)
    found = [
        [f.subject, f.predicate.value, f.object, f.title or f.role, f.since, f.until]
        for f in merged.facts
        if f.predicate in (Predicate.REPLACED_BY, Predicate.SUCCEEDED_BY)
    ]
    assert found == case["edges"]
    assert all(f.witnesses for f in merged.facts)
    assert {f.subject for f in merged.facts} | {f.object for f in merged.facts} <= {n.id for n in merged.nodes}


def test_a_fact_seen_twice_is_one_with_two_witnesses_and_its_dates() -> None:
    text, posts = one_post("德州市财政局", "局长", "王伟")
    merged = merge([extracted("a", text, posts, "2024-05-02"), extracted("b", text, posts, "2023-01-09")])
    (fact,) = merged.facts
    assert [w.page for w in fact.witnesses] == ["a", "b"]
    assert (fact.first, fact.last) == ("2023-01-09", "2024-05-02")
    assert all(w.quote == "德州市财政局局长王伟" for w in fact.witnesses)


def test_the_sample_seeds_are_valid() -> None:
    seeds = load_seeds(ROOT / "seeds" / "liaocheng")
    assert seeds.known and seeds.aliases and seeds.judgements and seeds.names() == tuple(sorted(seeds.names()))


@pytest.mark.parametrize("case", list(cases("resolution_seeds")))
def test_wrong_seed_tables_name_file_and_line(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / case["file"]).write_bytes(case["content"].encode(case.get("encoding", "utf-8")))
    with pytest.raises(InputError) as caught:
        load_seeds(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / case['file'] if case['line'] is not None else tmp_path}")
    if case["line"]:
        assert f"{case['file']}:{case['line']}:" in str(caught.value)


def test_seeds_name_what_a_short_name_stands_for(tmp_path: Path) -> None:
    bodies = ("name,type,within,comment", "禹城甲乙橡塑有限公司,COMPANY,禹城市,")
    aliases = (
        "alias,name,type,within,comment",
        "老厂,德州丙丁机械厂,COMPANY,371400,",
        "老厂,宝鸡戊己机床厂,COMPANY,宝鸡市,",
    )
    (tmp_path / "bodies.csv").write_text("\n".join(bodies), encoding="utf-8")
    (tmp_path / "aliases.csv").write_text("\n".join(aliases), encoding="utf-8")
    text = "[禹城市/PLACE][甲乙橡塑/COMPANY]与[老厂/COMPANY]、[禹城市财政局/ORG]。"
    page = extracted("a", text, seeds=str(tmp_path))
    names = [e.name for e in page.entities]
    assert names[1:3] == ["禹城甲乙橡塑有限公司", "德州丙丁机械厂"]


def test_an_added_namesake_changes_no_suffix_that_it_does_not_share() -> None:
    pages = [extracted(n, *one_post(b, "局长", "王伟")) for n, b in (("a", "德州市财政局"), ("b", "宝鸡市教育局"))]
    more = [*pages, extracted("c", *one_post("南通市水利局", "局长", "王伟"))]
    before = {n.id for n in merge(pages).nodes if n.name == "王伟"}
    after = {n.id for n in merge(more).nodes if n.name == "王伟"}
    assert before < after and len(after) == 3
