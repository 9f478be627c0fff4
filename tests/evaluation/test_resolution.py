"""The resolution test set is what it claims to be, and its measuring counts right."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluation.resolution import Gold, GoldMention, load_gold, node_at, read_lines
from kg.reading import list_pages
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "cases" / "resolution"


@pytest.fixture(scope="module")
def gold() -> Gold:
    return load_gold(FOLDER)


@pytest.fixture(scope="module")
def texts(gold: Gold) -> dict[str, str]:
    return {name: path.read_text(encoding="utf-8") for name, path in list_pages([gold.pages])}


def test_size(gold: Gold, texts: dict[str, str]) -> None:
    assert len(texts) == 25
    assert len({name.split("/")[0] for name in texts}) == 3
    assert {name.split("/")[1][:4] for name in texts} == {"2020", "2021", "2022"}
    assert all(250 <= len("".join(t.split())) <= 700 for t in texts.values())
    verdicts = Counter(p.verdict for p in gold.pairs)
    assert set(verdicts) == {"same", "different"}
    assert sum(verdicts.values()) >= 150
    assert min(verdicts.values()) >= 0.4 * sum(verdicts.values())


def test_every_mention_stands_where_it_says(gold: Gold, texts: dict[str, str]) -> None:
    known = {c.cluster for c in gold.clusters}
    for m in gold.mentions:
        assert "".join(texts[m.page][m.start : m.end].split()) == m.surface
        assert m.kind in ("name", "reference")
        assert m.cluster in known


def test_mentions_do_not_overlap(gold: Gold) -> None:
    spans = sorted((m.page, m.start, m.end) for m in gold.mentions)
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(spans))


def test_every_page_is_annotated(gold: Gold, texts: dict[str, str]) -> None:
    assert {m.page for m in gold.mentions} == set(texts)


def test_clusters_list_their_surfaces(gold: Gold) -> None:
    found = {c.cluster: set(c.surfaces) for c in gold.clusters}
    assert len(found) == len(gold.clusters)
    for c in gold.clusters:
        named = {m.surface for m in gold.mentions if m.cluster == c.cluster and m.kind == "name"}
        assert named == found[c.cluster] and named


def test_pairs_agree_with_clusters(gold: Gold) -> None:
    at = {(m.page, m.start): m for m in gold.mentions if m.kind == "name"}
    seen = set()
    for pair in gold.pairs:
        one, other = at[pair.one.page, pair.one.start], at[pair.other.page, pair.other.start]
        assert (one.surface, other.surface) == (pair.one.surface, pair.other.surface)
        assert (one.cluster == other.cluster) == (pair.verdict == "same"), pair.reason
        assert pair.reason
        seen.add(frozenset(((one.page, one.start), (other.page, other.start))))
    assert len(seen) == len(gold.pairs)


def test_every_surface_of_a_reference_or_name_is_free_of_white_space(gold: Gold) -> None:
    assert all(m.surface == "".join(m.surface.split()) for m in gold.mentions)


def test_a_mention_is_found_by_its_span_or_by_its_end() -> None:
    spans = {(3, 7): "a", (10, 14): "b", (12, 14): "c"}
    assert node_at(spans, 3, 7) == "a"
    assert node_at(spans, 5, 7) == "a"
    assert node_at(spans, 11, 14) == "b"
    assert node_at(spans, 3, 6) is None


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mentions.jsonl"
    path.write_text('{"page": "a.txt"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"mentions\.jsonl:1"):
        read_lines(path, GoldMention)
