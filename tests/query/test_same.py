"""Why two names are one entity or two: the reasons are those of the merge, and a judgement changes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import kg
from kg.building import graph_of
from kg.cli import main
from kg.config import Settings
from kg.errors import InputError, QueryError
from kg.graph import load
from kg.model import EntityType, Predicate
from kg.query.same import judgement_sides, why_same
from kg.resolution.judging import judge
from kg.resolution.seeds import Judgement, load_seeds
from kg.resolution.trail import Trail
from tests.conftest import cases
from tests.resolution.marked import extracted


@pytest.mark.parametrize("case", cases("why_same"))
def test_reasons(case: dict[str, Any]) -> None:
    pages = [extracted(p["name"], p["text"], p["posts"]) for p in case["pages"]]
    verdict = why_same(graph_of(pages, Settings()), case["a"], case["b"])
    assert verdict.same is case["same"]
    text = "\n".join(verdict.lines)
    for words in case["says"]:
        assert words in text


def test_the_trail_is_a_forest_over_all_members(sample: kg.Graph) -> None:
    members = {(m.page, m.entity): m.node for m in sample.trail.members}
    assert len(members) == len(sample.trail.members)
    former = {f.subject for f in sample.facts if f.predicate is Predicate.REPLACED_BY} - set(members.values())
    assert set(members.values()) == {n.id for n in sample.nodes} - former
    assert all(members[j.one] == members[j.other] for j in sample.trail.joins)
    assert len(sample.trail.joins) == len(members) - len(sample.nodes) + len(former)


def test_the_trail_survives_saving(sample: kg.Graph, sample_out: Path) -> None:
    assert load(sample_out).trail == sample.trail


def test_a_graph_without_a_trail_says_so(sample: kg.Graph) -> None:
    with pytest.raises(QueryError, match="Build it again"):
        why_same(replace(sample, trail=Trail()), "刘文强", "刘文强")


def test_a_name_of_several_is_refused_with_a_choice() -> None:
    pages = [extracted("a", "[德州市财政局/ORG]局长[王伟/PERSON]", [{"holder": 1, "title": "局长", "body": 0}])]
    pages += [extracted("b", "[宝鸡市教育局/ORG]局长[王伟/PERSON]", [{"holder": 1, "title": "局长", "body": 0}])]
    with pytest.raises(QueryError, match="as on a"):
        why_same(graph_of(pages, Settings()), "王伟", "王伟@b")


def test_the_next_build_obeys_a_judgement(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    pages = [
        extracted("a", "[德州市财政局/ORG]局长[王伟/PERSON]", [{"holder": 1, "title": "局长", "body": 0}]),
        extracted("b", "[宝鸡市教育局/ORG]局长[王伟/PERSON]", [{"holder": 1, "title": "局长", "body": 0}]),
    ]
    kind, one, other = judgement_sides(graph_of(pages, Settings()), "王伟@a", "王伟@b")
    judge(seeds, Judgement(True, EntityType(kind), one, other), "moved, says the\npaper")
    settings = Settings(seeds=str(seeds))
    verdict = why_same(graph_of(pages, settings), "王伟@a", "王伟@b")
    assert verdict.same and "the user judged them the same" in "\n".join(verdict.lines)
    judge(seeds, Judgement(False, EntityType(kind), one, other), "")
    verdict = why_same(graph_of(pages, settings), "王伟@a", "王伟@b")
    assert not verdict.same and "the user judged them different" in "\n".join(verdict.lines)
    assert len(load_seeds(seeds).judgements) == 2
    assert "moved, says the paper" in (seeds / "judgements.csv").read_text(encoding="utf-8")


def test_a_judgement_on_nothing_leaves_the_file_alone(tmp_path: Path) -> None:
    judge(tmp_path, Judgement(False, EntityType.PERSON, "王伟@a", "王伟@b"), "")
    before = (tmp_path / "judgements.csv").read_bytes()
    with pytest.raises(InputError, match="both sides are equal"):
        judge(tmp_path, Judgement(True, EntityType.PERSON, "王伟", "王伟"), "")
    assert (tmp_path / "judgements.csv").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["judgements.csv"]


def test_commands(sample_out: Path, tmp_path: Path) -> None:
    def run(*arguments: object) -> tuple[int, str]:
        result = CliRunner().invoke(main, [str(a) for a in arguments])
        return result.exit_code, result.output

    code, text = run("why-same", sample_out, "刘文强", "刘文强")
    assert code == 0 and "one entity: person:刘文强" in text
    assert run("why-same", sample_out, "刘文强", "茌平区")[0] == 1
    assert run("why-same", sample_out, "刘文强", "没有此人")[0] == 2
    seeds = tmp_path / "seeds"
    assert run("judge", "王伟@a", "王伟@b", "different", "--seeds", seeds)[0] == 2
    assert run("judge", "王伟@a", "王伟@b", "different", "--seeds", seeds, "--type", "PERSON", "--reason", "x")[0] == 0
    assert (seeds / "judgements.csv").read_text(encoding="utf-8").endswith("different,PERSON,王伟@a,王伟@b,x\n")
