"""`kg review`: lists, takes answers from a pipe, keeps them at once, and says in one line what it cannot take."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.model import Predicate
from kg.resolution.judging import judgements_in
from kg.resolution.seeds import EdgeJudgement, Judgement


def review(out: Path, *arguments: object, said: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["review", str(out), *map(str, arguments)], input=said)


def asked(result: Result) -> int:
    return result.stdout.count("[y/n/s/q]")


def test_a_list_asks_nothing_and_needs_no_folder(sample_out: Path) -> None:
    result = review(sample_out, "--list", "--limit", 7)
    assert result.exit_code == 0 and asked(result) == 0
    assert "7/7  " in result.stdout and "8/8" not in result.stdout and "questions in all" in result.stdout
    assert result.stdout.count("“") >= 7
    only = review(sample_out, "--list", "--kind", "merge")
    assert only.exit_code == 0 and "  merge  " in only.stdout and "  edge  " not in only.stdout


def test_answers_from_a_pipe_are_kept_and_not_asked_again(sample_out: Path, tmp_path: Path) -> None:
    first = review(sample_out, "--seeds", tmp_path, "--kind", "edge", said="y\nno\ns\n\nQ\ny\n")
    assert first.exit_code == 0 and asked(first) == 5
    assert "2 answers in" in first.stdout
    kept = judgements_in(tmp_path)
    assert {j.right for j in kept if isinstance(j, EdgeJudgement)} == {True, False}
    shown = next(line for line in first.stdout.splitlines() if line.startswith("   ") and "“" not in line)
    second = review(sample_out, "--seeds", tmp_path, "--kind", "edge", said="")
    assert second.exit_code == 0 and asked(second) == 1 and "0 answers in" in second.stdout
    assert shown not in second.stdout
    assert judgements_in(tmp_path) == kept


def test_the_next_build_obeys(sample_out: Path, tmp_path: Path) -> None:
    listed = review(sample_out, "--list", "--kind", "edge", "--limit", 2).stdout.splitlines()
    first, second = (
        line.strip() for line in listed if line.startswith("   ") and "“" not in line and "more" not in line
    )
    assert review(sample_out, "--seeds", tmp_path / "mine", "--kind", "edge", said="n\ny\n").exit_code == 0
    seeds, out = tmp_path / "seeds", tmp_path / "out"
    seeds.mkdir()
    for path in (Path(__file__).parents[2] / "seeds" / "liaocheng").glob("*.csv"):
        (seeds / path.name).write_bytes(path.read_bytes())
    with (seeds / "judgements.csv").open("a", encoding="utf-8") as stream:
        stream.writelines((tmp_path / "mine" / "judgements.csv").read_text(encoding="utf-8").splitlines(True)[1:])
    pages = Path(__file__).parents[2] / "seeds" / "pages"
    built = CliRunner().invoke(main, ["build", str(pages), "--seeds", str(seeds), "-o", str(out)])
    assert built.exit_code == 0, built.stderr
    rest = review(out, "--list", "--limit", 5000).stdout
    assert f"   {first}\n" not in rest and f"   {second}\n" not in rest
    one, predicate, other, *_ = second.split(" ")
    why = CliRunner().invoke(main, ["why", str(out), one, other]).stdout
    assert f"{one} {predicate} {other}" in why and "  1.00\n" in why
    one, predicate, other, *_ = first.split(" ")
    assert f"{one} {predicate} {other}" not in CliRunner().invoke(main, ["why", str(out), one, other]).stdout


def test_merges_are_judged_too(sample_out: Path, tmp_path: Path) -> None:
    result = review(sample_out, "--seeds", tmp_path, "--kind", "merge", said="n\ny\n")
    assert result.exit_code == 0 and "Are they one?" in result.stdout
    assert [j.same for j in judgements_in(tmp_path) if isinstance(j, Judgement)] == [False, True]


def test_the_end_of_input_ends(sample_out: Path, tmp_path: Path) -> None:
    result = review(sample_out, "--seeds", tmp_path / "none", said="")
    assert result.exit_code == 0 and asked(result) == 1 and "0 answers" in result.stdout
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("said", ["y\nperhaps\nn\n", b"y\n\xff\xfe\nn\n", "y\n" + "x" * 5000 + "\n"])
def test_what_is_no_answer_stops_but_keeps_what_was_answered(
    said: str | bytes, sample_out: Path, tmp_path: Path
) -> None:
    result = review(sample_out, "--seeds", tmp_path, "--kind", "edge", said=said)
    assert result.exit_code == 2 and "is no answer" in result.stderr and len(result.stderr) < 200
    assert len(judgements_in(tmp_path)) == 1


def test_broken_folders_are_one_line(sample_out: Path, tmp_path: Path) -> None:
    (tmp_path / "judgements.csv").write_text("a,b\n", encoding="utf-8")
    for arguments in ((sample_out,), (sample_out, "--seeds", tmp_path), (tmp_path / "none", "--list")):
        result = review(*arguments)
        assert result.exit_code == 2 and result.stderr.startswith("kg: ") and result.stderr.count("\n") == 1


def test_an_edge_is_judged_by_name(tmp_path: Path) -> None:
    def judge(*arguments: object) -> Result:
        return CliRunner().invoke(main, ["judge", *map(str, arguments), "--seeds", str(tmp_path)])

    assert judge("齐明远@a", "汾安县文化馆", "wrong", "--predicate", "position:馆长", "--reason", "x").exit_code == 0
    assert judge("汾安县文化馆", "汾安县", "right", "--predicate", "located_in").exit_code == 0
    assert judgements_in(tmp_path) == (
        EdgeJudgement(False, Predicate.POSITION, "馆长", "齐明远@a", "汾安县文化馆"),
        EdgeJudgement(True, Predicate.LOCATED_IN, None, "汾安县文化馆", "汾安县"),
    )
    for arguments in (
        ("甲", "乙", "wrong"),
        ("甲", "乙", "wrong", "--predicate", "likes"),
        ("甲", "乙", "wrong", "--predicate", "part_of", "--type", "ORG"),
        ("甲", "乙", "same", "--predicate", "part_of", "--type", "ORG"),
    ):
        result = judge(*arguments)
        assert result.exit_code == 2 and result.stderr.startswith("kg: ") and result.stderr.count("\n") == 1
    assert len(judgements_in(tmp_path)) == 2
