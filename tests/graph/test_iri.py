"""Ids and IRIs: one to one, readable, and valid for every reader."""

import re

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.graph.iri import Namer, decoded, encoded
from kg.notation.writers import LOCAL

ANY = st.text(st.characters(), max_size=20)  # lone surrogates included


@given(ANY)
def test_decoding_gives_the_name_back(name):
    assert decoded(encoded(name)) == name


@given(st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=20))
def test_every_name_makes_an_iri_and_a_local_name(name):
    part = encoded(name)
    pyoxigraph.NamedNode(f"https://kg.invalid/person/{part}")
    assert LOCAL.fullmatch(part)
    assert not re.search(r"[\s<>\"{}|\\^`]", part)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("方启航", "方启航"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("云岭学院（启明）", "云岭学院（启明）"),
        ("“一园一策”", "%E2%80%9C一园一策%E2%80%9D"),
        ("a/b#c?d%e f", "a%2Fb%23c%3Fd%25e%20f"),
        (".甲.", "%2E甲%2E"),
        ("-甲", "%2D甲"),
        ("𠮷野", "𠮷野"),
        ("\uf900", "%EF%A4%80"),  # U+F900, which normalisation would change
        ("e\u0301", "e%CC%81"),
    ],
)
def test_what_stays_and_what_is_encoded(name, part):
    assert encoded(name) == part


def test_articles_and_things_have_names_of_their_own():
    namer = Namer("https://kg.invalid/")
    assert namer.node("person:方启航") == "<https://kg.invalid/person/方启航>"
    assert namer.node("company:a:b") == "<https://kg.invalid/company/a%3Ab>"
    assert namer.article("日报/3.txt#12") == "<https://kg.invalid/article/日报%2F3.txt_12>"
    assert namer.passage(".a", 1, 2) == "<https://kg.invalid/evidence/%2Ea_1-2>"
    assert namer.id("https://kg.invalid/company/a%3Ab") == "company:a:b"
    assert namer.id("https://example.org/x") is None


@pytest.mark.parametrize(
    "base", ["", "kg", "/kg/", "https://kg.invalid", "https://kg.invalid/a b/", "https://kg.invalid/<", "http:"]
)
def test_a_base_that_is_no_namespace_is_refused(base):
    with pytest.raises(InputError, match="Give an absolute IRI"):
        Namer(base)
