"""Answers as tables, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json

import pytest

from kg.errors import QueryError
from kg.query.answer import Answer, Term

ANSWER = Answer(
    variables=("who", "n"),
    rows=(
        (
            Term("literal", "周国安", language="zh"),
            Term("literal", "-3", datatype="http://www.w3.org/2001/XMLSchema#integer"),
        ),
        (Term("uri", "https://kg.invalid/person/x"), None),
        (Term("literal", "=SUM(A1)"), None),
    ),
    prefixes=(("person", "https://kg.invalid/person/"),),
)


def test_table_counts_chinese_as_two_columns() -> None:
    lines = ANSWER.render("table").splitlines()
    assert lines[1].startswith("────────")
    assert lines[2] == "周国安    -3"
    assert lines[-1] == "3 rows"


def test_csv_keeps_numbers_and_disarms_formulas() -> None:
    rows = list(csv.reader(io.StringIO(ANSWER.render("csv"))))
    assert rows[1:] == [["周国安", "-3"], ["person:x", ""], ["'=SUM(A1)", ""]]


def test_json_is_the_standard_results_format() -> None:
    bindings = json.loads(ANSWER.render("json"))["results"]["bindings"]
    assert bindings[0]["who"] == {"type": "literal", "value": "周国安", "xml:lang": "zh"}
    assert "n" not in bindings[1]


def test_ask_in_every_form() -> None:
    assert Answer(truth=True).render("table") == "true\n"
    assert json.loads(Answer(truth=False).render("json")) == {"head": {}, "boolean": False}


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(QueryError, match="xml"):
        ANSWER.render("xml")
