"""`python -m kg.evaluation ner`: corpora in three formats, exact spans, types by table, COMPANY against ORG."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.errors import InputError
from kg.evaluation.__main__ import main
from kg.evaluation.corpora import Labelled, read_corpus
from kg.evaluation.ner import Span, Tally, evaluate, scheme_of, score, table_of
from kg.lexicon import table
from kg.lexicon.schema import CorpusLabelRow

TEXT = "临江县水利局局长周国安到兴隆水务有限公司调研。"  # 0-6 ORG, 8-11 PERSON, 12-20 COMPANY
CLUENER = {
    "text": TEXT + "周国安说好。",
    "label": {
        "government": {"临江县水利局": [[0, 5]]},
        "name": {"周国安": [[8, 10], [23, 25]]},
        "company": {"兴隆水务有限公司": [[12, 19]]},
        "book": {"调研": [[20, 21]]},
    },
}
SPANS = ((0, 6, "government"), (8, 11, "name"), (12, 20, "company"), (20, 22, "book"), (23, 26, "name"))


def write(path: Path, text: str) -> Path:
    data = text.encode("utf-8")
    path.write_bytes(lzma.compress(data) if path.suffix == ".xz" else data)
    return path


def tagged(text: str, tags: str, between: str = "\t") -> str:
    return "".join(f"{c}{between}{t}\n" for c, t in zip(text, tags.split(), strict=True))


@pytest.mark.parametrize("name", ["a.json", "a.json.xz"])
def test_cluener_has_several_spans_a_surface_and_inclusive_borders(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, json.dumps(CLUENER, ensure_ascii=False) + "\n\n")
    assert read_corpus(path, "cluener") == [Labelled(str(CLUENER["text"]), SPANS)]


def test_spans_are_end_exclusive(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps({"id": 1, "text": TEXT, "spans": [[8, 11, "PER"], [0, 6, "ORG"]]}))
    assert read_corpus(path, "spans") == [Labelled(TEXT, ((0, 6, "ORG"), (8, 11, "PER")))]


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("B-PER I-PER I-PER O O", ((0, 3, "PER"),)),
        ("B-NAME M-NAME E-NAME S-LOC S-LOC", ((0, 3, "NAME"), (3, 4, "LOC"), (4, 5, "LOC"))),
        ("B-PER E-PER B-PER E-PER O", ((0, 2, "PER"), (2, 4, "PER"))),
        ("B-PER I-PER B-PER I-PER O", ((0, 2, "PER"), (2, 4, "PER"))),
        ("O I-LOC I-LOC O O", ((1, 3, "LOC"),)),
        ("B-PER I-LOC I-LOC O O", ((0, 1, "PER"), (1, 3, "LOC"))),
        ("B-PER E-PER I-PER O O", ((0, 2, "PER"), (2, 3, "PER"))),
        ("O O O B-LOC I-LOC", ((3, 5, "LOC"),)),
        ("O O O O O", ()),
    ],
)
@pytest.mark.parametrize("between", ["\t", " "])
def test_tags(tmp_path: Path, tags: str, spans: tuple[Span, ...], between: str) -> None:
    path = write(tmp_path / "a.bio", tagged("周国安县乡", tags, between) + "\n\n" + tagged("好", "O", between))
    assert read_corpus(path, "bio") == [Labelled("周国安县乡", spans), Labelled("好", ())]


def test_blanks_segment_digits_and_more_columns(tmp_path: Path) -> None:
    path = write(tmp_path / "a.bio", " \tO\n周\tB-PER\r\n安\tI-PER\n")
    assert read_corpus(path, "bio") == [Labelled(" 周安", ((1, 3, "PER"),))]
    path = write(tmp_path / "b.bio", "周0\tB-PER.NAM\n安1\tI-PER.NAM\n")
    assert read_corpus(path, "bio") == [Labelled("周安", ((0, 2, "PER.NAM"),))]
    path = write(tmp_path / "c.bio", "周\tNR\tB-PER\n安\tNR\tI-PER\n")
    assert read_corpus(path, "bio") == [Labelled("周安", ((0, 2, "PER"),))]


@pytest.mark.parametrize(
    ("form", "content", "where"),
    [
        ("cluener", '{"text": "周国安", "label": {"name": {"周国": [[1, 2]]}}}', ":1"),
        ("cluener", '{"text": "周国安", "label": {"name": {"周国": [[-3, 1]]}}}', ":1"),
        ("cluener", '\n{"text": "周国安"}', ":2"),
        ("spans", '{"text": "周国安", "spans": [[1, 4, "PER"]]}', ":1"),
        ("spans", '{"text": "周国安", "spans": [[2, 2, "PER"]]}', ":1"),
        ("spans", "周国安", ":1"),
        ("bio", "周\tB-PER\n国\tX-PER\n", ":2"),
        ("bio", "周\tO\n国\n", ":2"),
        ("bio", "\n", ""),
        ("nothing", "周\tO\n", ""),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, form: str, content: str, where: str) -> None:
    path = write(tmp_path / "bad", content)
    with pytest.raises(InputError) as caught:
        read_corpus(path, form)
    assert caught.value.where == f"{path}{where}"


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["cluener", "bio", "spans"]))
def test_no_bytes_but_one_error(tmp_path_factory: pytest.TempPathFactory, data: bytes, form: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(data)
    try:
        found = read_corpus(path, form)
    except InputError:
        return
    assert all(0 <= a < b <= len(item.text) for item in found for a, b, _ in item.spans)


def measured(gold: Sequence[Span], found: Sequence[Span], form: str = "spans") -> tuple[Tally, str]:
    corpus = [Labelled(TEXT, tuple(gold))]
    result = score(corpus, scheme_of(corpus, form), [found])
    return result.tally, table_of(result)


def test_figures_by_type_and_the_confusion_of_company_and_org() -> None:
    gold = [(0, 6, "政府机构"), (8, 11, "人物"), (12, 20, "公司"), (20, 22, "产品")]
    tally, text = measured(gold, [(0, 6, "COMPANY"), (8, 11, "PERSON"), (12, 20, "ORG"), (20, 22, "PROGRAM")])
    assert tally.right == {"PERSON": 1} and tally.confused == {("COMPANY", "ORG"): 1, ("ORG", "COMPANY"): 1}
    assert "| PERSON | 1.0000 | 1.0000 | 1.0000 | 1 | 1 | 1 |" in text
    assert "| micro | 0.3333 | 0.3333 | 0.3333 | 3 | 3 | 1 |" in text
    assert "1 COMPANY found as ORG, 1 ORG found as COMPANY" in text
    assert "PLACE" not in text and "ignored: 产品" in text


def test_companies_count_as_org_where_the_corpus_does_not_tell_them_apart() -> None:
    tally, text = measured([(0, 6, "ORG"), (12, 20, "ORG"), (8, 11, "PER")], [(0, 6, "ORG"), (12, 20, "COMPANY")])
    assert tally.right["ORG"] == tally.found["ORG"] == 2
    assert "COMPANY counts as ORG" in text and "found as" not in text


def test_an_org_beside_company_means_itself() -> None:
    tally, text = measured([(0, 6, "ORG"), (12, 20, "COMPANY")], [(0, 6, "COMPANY"), (12, 20, "COMPANY")])
    assert tally.right == {"COMPANY": 1} and "counts as ORG" not in text
    assert tally.confused == {("ORG", "COMPANY"): 1}


def test_cluener_scores_its_four_types_even_if_a_file_lacks_one() -> None:
    corpus = [Labelled(TEXT, ((8, 11, "name"), (0, 2, "position")))]
    assert scheme_of(corpus, "cluener").counted == ("PERSON", "COMPANY", "ORG", "PLACE")
    assert scheme_of(corpus, "cluener", ("TITLE",)).types == {"position": "TITLE"}
    with pytest.raises(InputError, match="EVENT"):
        scheme_of(corpus, "cluener", ("EVENT",))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(6, 9), st.sampled_from(["PERSON", "ORG"])), max_size=6))
def test_all_found_is_one_and_nothing_found_is_nought(spans: list[Span]) -> None:
    tally, nothing = Tally(), Tally()
    tally.add(spans, spans)
    nothing.add(spans, [])
    assert tally.f1(("PERSON", "ORG")) == tally.precision(("PERSON", "ORG")) == (1.0 if spans else 0.0)
    assert nothing.f1(("PERSON", "ORG")) == nothing.recall(("PERSON", "ORG")) == 0.0
    assert not tally.confused and not nothing.confused


def test_an_iterator_of_labels_serves_as_well() -> None:
    def labels() -> Iterator[str]:
        yield "PERSON"

    tally = Tally()
    tally.add([(0, 2, "PERSON")], [(0, 2, "PERSON")])
    assert tally.f1(labels()) == tally.figures(["PERSON"])["named"] == 1.0


def test_the_command_prints_a_table_and_is_deterministic(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json.xz", json.dumps(CLUENER, ensure_ascii=False) + "\n")
    tables = [CliRunner().invoke(main, ["ner", str(path), "-f", "cluener"]) for _ in range(2)]
    assert tables[0].exit_code == 0 and tables[0].stdout == tables[1].stdout
    assert "| PERSON | 1.0000 | 1.0000 | 1.0000 | 2 | 2 | 2 |" in tables[0].stdout
    pages = CliRunner().invoke(main, ["ner", str(path), "-f", "cluener", "--pages", "--types", "person"])
    assert pages.exit_code == 0 and "| micro | 1.0000 | 1.0000 | 1.0000 | 2 | 2 | 2 |" in pages.stdout


def test_errors_of_the_command_are_one_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.bio", "周\tB-PER\n")
    for arguments in (["-f", "cluener"], ["-f", "bio", "--standard", "nonsense"], ["-f", "bio", "--types", "EVENT"]):
        result = CliRunner().invoke(main, ["ner", str(path), *arguments])
        assert result.exit_code == 2 and result.stderr.startswith("kg: ") and result.stderr.count("\n") == 1


def test_an_unknown_standard_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        kg.pipeline(standard="nonsense")
    path = write(tmp_path / "a.bio", "周\tB-PER\n")
    with pytest.raises(InputError, match="standard"):
        evaluate(path, "bio", standard="pd", pages=True)


def test_labels_are_unique_and_stand_for_types() -> None:
    rows = table("corpus_labels", CorpusLabelRow)
    assert [row.label for row in rows] == sorted({row.label for row in rows})
    types = {"PERSON", "COMPANY", "ORG", "PLACE", "PROJECT", "PROGRAM", "EVENT", "HONOUR", "DOCUMENT", "TITLE"}
    assert {row.type for row in rows} == types
    assert all(row.type == "ORG" for row in rows if row.companies)
