"""How sure merges are: the shipped table is what its counts give, and every rule of a merge has a row or a default."""

from __future__ import annotations

from pathlib import Path

from kg.evaluation.merges import MOST, TABLE, measure_merges, refitted
from kg.lexicon import read_table
from kg.lexicon.schema import MergeRow
from kg.model import EntityType
from kg.query.same import SYNONYMS, UNITED
from kg.resolution.certainty import BY_NAME, CODE, PERSON, UNKNOWN, certainty, kinds, shares
from kg.resolution.trail import Join, Member, Synonym
from tests.conftest import ROOT


def test_the_table_is_what_its_counts_give() -> None:
    rows = read_table(TABLE, MergeRow)
    assert refitted(rows, {r.kind: (r.right, r.merges) for r in rows}) == rows
    persons = {f"{rule}{PERSON}" for rule in BY_NAME}
    assert {CODE, UNKNOWN} < {r.kind for r in rows} <= {CODE, UNKNOWN, *persons, *UNITED, *SYNONYMS} - {"judged"}
    assert all(0.5 < r.confidence <= MOST and r.right <= r.merges for r in rows)


def test_a_kind_without_cases_is_as_sure_as_all() -> None:
    rows = (MergeRow("a", 0, 0, 0.0, ""), MergeRow("b", 0, 0, 0.0, ""), MergeRow(UNKNOWN, 0, 0, 0.0, ""))
    found = refitted(rows, {"a": (0, 10), UNKNOWN: (10, 20)})
    assert [r.confidence for r in found] == [0.17, 0.5, 0.5]
    assert [r.confidence for r in refitted(rows, {})] == [0.5, 0.5, 0.5]
    rows = (MergeRow("a.person", 0, 0, 0.0, ""), MergeRow("b.person", 0, 0, 0.0, ""))
    found = refitted(rows, {"a.person": (0, 5), UNKNOWN: (5, 10)})
    assert [r.confidence for r in found] == [0.12, 0.25]  # b as often as a, which is drawn towards all


def test_a_merge_is_as_sure_as_the_weakest_that_it_rests_on() -> None:
    from kg.model import EntityType

    one = Member("n", "a", "e1", EntityType.COMPANY, "云台酒业")
    other = Member("n", "b", "e1", EntityType.COMPANY, "汾安云台酒业有限公司")
    join = Join(("a", "e1"), ("b", "e1"), "home")
    synonyms = {("", "云台酒业"): Synonym(EntityType.COMPANY, "", "云台酒业", "汾安云台酒业有限公司", "short")}
    assert kinds(join, one, other, synonyms) == ("home", "short")
    assert certainty(("home", "short")) == min(shares()["home"], shares()["short"])
    assert certainty(("judged", "short")) == 1 and certainty(("new",)) == shares()[UNKNOWN]


def test_a_persons_name_says_less_than_a_companys() -> None:
    for type, kind in ((EntityType.PERSON, "home.person"), (EntityType.COMPANY, "home")):
        one, other = (Member("n", page, "e1", type, "齐明远") for page in "ab")
        assert kinds(Join(("a", "e1"), ("b", "e1"), "home"), one, other, {}) == (kind,)
    assert shares()["home.person"] < shares()["home"]


def test_a_shared_code_counts_before_the_rule() -> None:
    from kg.model import EntityType

    one, other = (Member("n", page, "e1", EntityType.PLACE, "汾安县", code="140000") for page in "ab")
    assert kinds(Join(("a", "e1"), ("b", "e1"), "name"), one, other, {}) == (CODE,)
    assert kinds(Join(("a", "e1"), ("b", "e1"), "judged"), one, other, {}) == ("judged",)


def test_the_command_prints_and_rewrites(tmp_path: Path) -> None:
    path = tmp_path / "merges.tsv"
    path.write_text("# head\n" + TABLE.read_text(encoding="utf-8").split("\n", 2)[2], encoding="utf-8")
    text = measure_merges(ROOT / "tests" / "cases" / "resolution", True, path)
    rows = read_table(path, MergeRow)
    assert path.read_text(encoding="utf-8").startswith("# head\n") and "| alike |" in text
    total = next(r for r in rows if r.kind == UNKNOWN)
    assert total.merges > 100 and total.right / total.merges > 0.85
