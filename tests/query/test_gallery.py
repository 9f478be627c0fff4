"""The page of the named queries is what the queries and the sample graph give."""

from pathlib import Path

from kg.query.gallery import PAGE, cell, gallery
from kg.query.named import named_queries


def test_the_page_is_up_to_date(sample_out: Path) -> None:
    """After a change to queries or extraction: `make run` and `python -m kg.query.gallery out`."""
    assert PAGE.read_text(encoding="utf-8") == gallery(sample_out)


def test_every_query_is_on_it_with_its_question_and_rows() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for q in named_queries():
        part = page.split(f"\n### {q.name}\n")[1].split("\n### ")[0]
        assert q.zh in part and q.en in part
        assert f"kg query out --name {q.name}" in part and "SELECT DISTINCT" in part
        assert not part.rstrip().split("\n## ")[0].endswith("0 rows.")


def test_a_cell_stays_in_its_row() -> None:
    assert cell("a|b\nc<d\\") == "a\\|b c&lt;d\\\\"
    assert len(cell("长" * 100)) == 40
