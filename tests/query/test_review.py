"""Questions about a graph: their order, what hangs on them, and what an answer does to the next build."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.building import graph_of
from kg.config import Settings
from kg.errors import InputError, QueryError
from kg.model import Extraction, Fact, Predicate, Relation
from kg.query.review import Question, describe, questions
from kg.resolution.judging import judge, judgements_in
from kg.resolution.seeds import load_seeds
from kg.resolution.trail import Trail
from tests.conftest import PAGES
from tests.resolution.marked import extracted

CULTURE = "[汾安县文化馆/ORG]馆长[齐明远/PERSON]"
POST = [{"holder": 1, "title": "馆长", "body": 0}]


def page(name: str, text: str = CULTURE, confidence: float = 0.7) -> Extraction:
    """A page whose posts have a confidence."""
    x = extracted(name, text, POST)
    return replace(x, relations=tuple(replace(r, confidence=confidence) for r in x.relations))


def with_edge(x: Extraction, predicate: Predicate, one: str, other: str, confidence: float) -> Extraction:
    """A page that also says this of two of its things, by name."""
    ids = {e.name: e.id for e in x.entities}
    edge = Relation(ids[one], predicate, ids[other], x.relations[0].evidence, "case", confidence)
    return replace(x, relations=(*x.relations, edge))


def edges(found: list[Question]) -> list[Question]:
    return [q for q in found if q.kind == "edge"]


def facts(question: Question) -> Fact:
    assert isinstance(question.about, Fact)
    return question.about


def answered(seeds: Path, question: Question, yes: bool) -> Settings:
    for ruling in question.yes if yes else question.no:
        judge(seeds, ruling, "read")
    return Settings(seeds=str(seeds))


def test_the_most_valuable_come_first(sample: kg.Graph) -> None:
    found = questions(sample)
    assert {q.kind for q in found} == {"edge", "merge"}
    assert [q.value for q in found] == sorted((q.value for q in found), reverse=True)
    assert all(0 < q.confidence < 1 and q.depend >= 1 and q.yes and q.no for q in found)
    assert len(edges(found)) > 100
    assert found == questions(sample)


def test_an_edge_weighs_what_hangs_on_it() -> None:
    text = "[汾安县文化馆/ORG]馆长[齐明远/PERSON]在[云台剧院/ORG]说，[云台剧院/ORG]很大，[石门镇/PLACE]。"
    x = with_edge(page("a", text), Predicate.PART_OF, "云台剧院", "汾安县文化馆", 0.7)
    x = with_edge(x, Predicate.ISSUED, "云台剧院", "石门镇", 0.7)
    found = {facts(q).predicate: q for q in edges(questions(graph_of([x], Settings())))}
    assert found[Predicate.PART_OF].depend == 2
    assert found[Predicate.POSITION].depend == found[Predicate.ISSUED].depend == 1
    assert found[Predicate.PART_OF].value == pytest.approx(0.6)


def test_successions_rest_on_posts_and_are_not_asked_about() -> None:
    text, post = (
        "[禹城市/PLACE]市长[{0}/PERSON]",
        [{"holder": 1, "title": "市长", "place": 0, "implied": "government", "level": "市"}],
    )
    pages = [
        extracted(name, text.format(who), post, day)
        for name, who, day in (("a", "齐明远", "2021-03-01"), ("b", "陶然之", "2023-03-01"))
    ]
    graph = graph_of(pages, Settings())
    assert [f.predicate for f in graph.facts].count(Predicate.SUCCEEDED_BY) == 1
    found = edges(questions(graph))
    assert {facts(q).predicate for q in found} == {Predicate.POSITION} and {q.depend for q in found} == {2}


def test_an_edge_judged_wrong_is_gone_and_one_judged_right_is_certain(tmp_path: Path) -> None:
    pages = [page("a"), page("b", confidence=0.6)]
    (asked,) = edges(questions(graph_of(pages, Settings())))
    assert "齐明远 position 汾安县文化馆 (馆长)" in describe(graph_of(pages, Settings()), asked)[1]
    sure = graph_of(pages, answered(tmp_path / "yes", asked, True))
    assert [f.confidence for f in sure.facts] == [1.0] and not edges(questions(sure))
    gone = graph_of(pages, answered(tmp_path / "no", asked, False))
    assert not gone.facts and {n.name for n in gone.nodes} >= {"齐明远", "汾安县文化馆"}
    again = graph_of([*pages, page("c")], Settings(seeds=str(tmp_path / "no")))
    assert [w.page for f in again.facts for w in f.witnesses] == ["c"]  # a sentence that nobody has judged


def test_another_title_of_the_same_two_stays(tmp_path: Path) -> None:
    x = page("a")
    x = replace(x, relations=(*x.relations, replace(x.relations[0], title="党支部书记")))
    found = {facts(q).title: q for q in edges(questions(graph_of([x], Settings())))}
    left = graph_of([x], answered(tmp_path, found["馆长"], False))
    assert [f.title for f in left.facts] == ["党支部书记"]


def test_a_symmetric_edge_is_judged_either_way_round(tmp_path: Path) -> None:
    x = with_edge(page("a"), Predicate.COOPERATES_WITH, "齐明远", "汾安县文化馆", 0.5)
    x = replace(x, relations=x.relations[1:])
    (tmp_path / "judgements.csv").write_text(
        "verdict,type,one,other,comment\nwrong,cooperates_with,汾安县文化馆,齐明远,\n", encoding="utf-8"
    )
    assert not graph_of([x], Settings(seeds=str(tmp_path))).facts


def test_the_last_line_on_an_edge_counts(tmp_path: Path) -> None:
    lines = ["wrong,position,齐明远,汾安县文化馆,", "right,position:馆长,齐明远@汾安县文化馆,汾安县文化馆@a,"]
    for order, count in ((lines, 1), (lines[::-1], 0)):
        (tmp_path / "judgements.csv").write_text(
            "\n".join(["verdict,type,one,other,comment", *order]) + "\n", encoding="utf-8"
        )
        assert len(graph_of([page("a")], Settings(seeds=str(tmp_path))).facts) == count


def test_a_merge_is_undone_or_certain(tmp_path: Path) -> None:
    pages = [
        page("a"),
        page("b", "[汾安县图书馆/ORG]馆长[齐明远/PERSON]"),
        page("c", "[汾安县图书馆/ORG]馆长[齐明远/PERSON]"),
    ]
    graph = graph_of(pages, Settings())
    found = [q for q in questions(graph) if q.kind == "merge" and "齐明远" in "".join(describe(graph, q))]
    asked = next(q for q in found if q.depend == 1 and any("a" in j.one.split("@") for j in q.no))
    assert any("汾安县文化馆馆长齐明远" in line for line in describe(graph, asked))
    apart = graph_of(pages, answered(tmp_path / "no", asked, False))
    assert sum(n.name == "齐明远" for n in apart.nodes) == 2
    assert asked not in questions(graph, judgements_in(tmp_path / "no"))
    same = graph_of(pages, answered(tmp_path / "yes", asked, True))
    assert sum(n.name == "齐明远" for n in same.nodes) == 1
    assert len([q for q in questions(same) if q.kind == "merge"]) < len(
        [q for q in questions(graph) if q.kind == "merge"]
    )


def test_what_was_answered_is_not_asked_again(tmp_path: Path) -> None:
    graph = graph_of([page("a")], Settings())
    (asked,) = questions(graph)
    for yes in (True, False):
        answered(tmp_path / str(yes), asked, yes)
        assert questions(graph, judgements_in(tmp_path / str(yes))) == []
    assert judgements_in(tmp_path / "none") == ()


def test_what_codes_say_is_not_asked(sample: kg.Graph) -> None:
    code = {n.id: n.code or "" for n in sample.nodes}
    held = [facts(q) for q in edges(questions(sample)) if facts(q).predicate is Predicate.LOCATED_IN]
    assert held and not any(code[f.subject][:6] == code[f.object] != "" for f in held)


def test_a_graph_without_a_trail_says_so(sample: kg.Graph) -> None:
    with pytest.raises(QueryError, match="Build it again"):
        questions(replace(sample, trail=Trail()))


@pytest.mark.parametrize(
    "line, problem",
    [
        ("wrong,likes,甲,乙,", "likes is no predicate"),
        ("wrong,succeeded_by,甲,乙,", "succeeded_by is no predicate of a page"),
        ("wrong,position:馆长,,乙,", "column one is empty"),
        ("maybe,position,甲,乙,", "Use same, different, right or wrong"),
    ],
)
def test_a_line_that_does_not_fit_is_refused_with_its_place(line: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "judgements.csv").write_text(f"verdict,type,one,other,comment\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=problem) as caught:
        load_seeds(tmp_path)
    assert "judgements.csv:2" in str(caught.value)


def test_judgements_leave_pages_without_them_alone() -> None:
    whole = kg.build([PAGES / "dazhong-2023-04-25.md"])
    assert all(f.confidence < 1 for f in whole.facts)
