"""Every command does what its help says, on the graph of the sample pages."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.graph.forms import FORMS
from kg.query.named import named_queries


def run(*arguments: object, input: str | None = None) -> str:
    result = CliRunner().invoke(main, [str(a) for a in arguments], input=input, catch_exceptions=False)
    assert result.exit_code == 0, result.output + result.stderr
    return result.stdout


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_help_with_an_example(name: str) -> None:
    text = run(name, "--help")
    command = main.commands[name]
    assert isinstance(command, click.Command) and command.help
    assert f"\n  kg {name}" in text.split("Options:")[0]
    assert "\\b" not in text


def test_the_named_queries_are_listed_with_their_questions() -> None:
    listed = run("queries")
    assert all(q.name in listed and q.en in listed and q.zh in listed for q in named_queries())
    assert "--set person=…" in listed


@pytest.mark.parametrize("query", ["projects-by-county", "said-by-article"])
def test_a_named_query_has_rows_on_the_sample(sample_out: Path, query: str) -> None:
    rows = list(csv.reader(io.StringIO(run("query", sample_out, "--name", query, "--format", "csv"))))
    assert len(rows) > 1


def test_exit_codes_of_a_query(sample_out: Path) -> None:
    endless = """SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l
                 FILTER (CONCAT(STR(?a), STR(?d), STR(?g), STR(?j)) = "x") }"""
    for arguments, code, said in (
        ([endless, "--timeout", "0.5"], 3, "no answer within 0.5 s"),
        (["SELECT * { ?s ?p ?o }", "--limit", "3"], 1, "stopped at 3, there is more"),
        (["SELECT * { ?s ?p ?o } LIMIT 3", "--limit", "3", "--timeout", "0"], 0, ""),
        (["SELECT * {"], 2, "cannot answer"),
        (["LOAD <file:///x>"], 2, "LOAD is not allowed: queries only read"),
        (["CLEAR DEFAULT #" + "x" * 5000], 2, "CLEAR is not allowed: queries only read"),
        (["SELECT * { SERVICE <https://kg.invalid/> { ?s ?p ?o } }"], 2, "SERVICE is not allowed"),
        (["no such question.rq"], 2, "no query, and no file"),
    ):
        result = CliRunner().invoke(main, ["query", str(sample_out), *arguments])
        assert result.exit_code == code and said in result.stderr, arguments
        assert result.stderr.count("\n") <= 1


def test_select_as_table_csv_and_json(sample_out: Path) -> None:
    question = "SELECT ?name { ?p a kg:Person ; skos:prefLabel ?name } ORDER BY ?name LIMIT 3"
    assert "name" in run("query", sample_out, question)
    rows = list(csv.DictReader(io.StringIO(run("query", sample_out, question, "-f", "csv"))))
    answer = json.loads(run("query", sample_out, question, "-f", "json"))
    assert [r["name"] for r in rows] == [b["name"]["value"] for b in answer["results"]["bindings"]]
    assert len(rows) == 3


def test_ask_and_construct(sample_out: Path) -> None:
    assert run("query", sample_out, "ASK { ?s kg:position ?o }").strip() == "true"
    text = run("query", sample_out, "CONSTRUCT { ?s kg:position ?o } WHERE { ?s kg:position ?o }")
    assert "position" in text


def test_a_query_from_a_file_and_from_standard_input(sample_out: Path, tmp_path: Path) -> None:
    question = "SELECT (COUNT(*) AS ?n) { ?s kg:position ?o }"
    path = tmp_path / "question.rq"
    path.write_text(question, encoding="utf-8")
    assert run("query", sample_out, path) == run("query", sample_out, "-", input=question)


def test_a_bound_parameter_narrows_the_answer(sample_out: Path) -> None:
    all_posts = run("query", sample_out, "-n", "posts-of-person", "-f", "csv").count("\n")
    one = run("query", sample_out, "-n", "posts-of-person", "-s", "person=刘文强", "-f", "csv")
    assert "刘文强" in one and 1 < one.count("\n") < all_posts


@pytest.mark.parametrize(
    "query", ["SELECT", "LOAD <http://example.org/>", "ASK { SERVICE <http://localhost/> { ?s ?p ?o } }", "nonsense"]
)
def test_bad_and_unsafe_queries_are_one_line(sample_out: Path, query: str) -> None:
    result = CliRunner().invoke(main, ["query", str(sample_out), query])
    assert result.exit_code == 2
    assert result.stderr.startswith("kg: ") and "Traceback" not in result.stderr


def test_show_and_why(sample_out: Path) -> None:
    card = run("show", sample_out, "刘文强")
    assert "PERSON official" in card and "position" in card
    sentences = run("why", sample_out, "刘文强", "聊城市政府")
    assert "常务副市长" in sentences and "“" in sentences


def test_a_near_miss_is_answered_with_names(sample_out: Path) -> None:
    result = CliRunner().invoke(main, ["show", str(sample_out), "刘文墙"])
    assert result.exit_code == 2 and "刘文强" in result.stderr


def test_stats_and_validate(sample_out: Path) -> None:
    assert "PERSON" in run("stats", sample_out)
    assert run("validate", sample_out).strip() == "conforms"
    remarks = run("validate", sample_out, "--all").splitlines()
    assert remarks[-1] == "conforms" and all(r.startswith(("Warning ", "Info ")) for r in remarks[:-1])


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_export_writes_its_files(sample_out: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"graph.{form}"
    said = run("export", sample_out, "-f", form, "-o", target)
    written = sorted(p.name for p in target.iterdir()) if target.is_dir() else [target.name]
    assert written == (sorted(FORMS[form].files) if len(FORMS[form].files) > 1 else [target.name])
    assert said.strip() == FORMS[form].advice


def test_export_help_names_every_form() -> None:
    named = set(re.findall(r"\w+", run("export", "--help").partition("--format")[2].partition("[required]")[0]))
    assert {f for f in FORMS if "." not in f} <= named


def test_pictures(sample_out: Path, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py", reason="resvg-py is not installed")
    run("picture", sample_out, "-o", tmp_path / "a.svg", "--about", "刘文强", "-n", 12)
    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    things = text.count("<title>") - text.count("</title></line>")
    assert ">刘文强<" in text and 2 <= things <= 12 + 9
    result = CliRunner().invoke(main, ["picture", str(sample_out), "-o", str(tmp_path / "a.png"), "--zoom", "0.5"])
    if "no font" in result.stderr:
        pytest.skip("no font with Chinese is installed")
    assert result.exit_code == 0 and (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_what_cannot_be_written_or_read_is_one_line(sample_out: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.rq"
    bad.write_bytes(b"SELECT * { ?s ?p \xff }")
    for arguments in (
        ["export", sample_out, "-f", "ttl", "-o", tmp_path / "none" / "x.ttl"],
        ["export", sample_out, "-f", "neo4j"],
        ["picture", sample_out, "-o", tmp_path / "x.gif"],
        ["picture", sample_out, "-o", tmp_path / "none" / "x.svg"],
        ["query", sample_out, bad],
        ["query", sample_out, "missing.rq"],
        ["query", sample_out, "-n", "posts-of-person", "-s", "nobody=1"],
    ):
        result = CliRunner().invoke(main, [str(a) for a in arguments])
        assert result.exit_code == 2 and result.stderr.startswith("kg: "), arguments
        assert result.stderr.count("\n") == 1
