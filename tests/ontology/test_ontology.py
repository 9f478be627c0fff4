"""The vocabulary: complete, what is committed is what the source gives, and its faults are named."""

import re

import pytest
import rdflib

from kg.errors import InputError
from kg.model import EntityType, Predicate
from kg.ontology import SHIPPED, vocabulary
from kg.ontology.__main__ import forms, json
from kg.ontology.schema import plain_form
from kg.ontology.source import read_source
from tests.conftest import ROOT

SOURCE = ROOT / "ontology" / "kg.yaml"
WORDS = read_source(SOURCE)
KG = rdflib.Namespace(WORDS.namespace)


@pytest.mark.parametrize("name", ["kg.ttl", "shapes.ttl", "context.jsonld", "README.md"])
def test_what_is_committed_is_what_the_source_gives(name):
    assert (SOURCE.parent / name).read_bytes() == forms(WORDS)[name]


def test_what_ships_is_the_source():
    assert SHIPPED.read_bytes() == json(plain_form(WORDS))
    assert vocabulary() == WORDS


def test_every_type_and_predicate_is_defined_in_two_languages():
    owl = rdflib.Graph().parse(data=forms(WORDS)["kg.ttl"], format="turtle")
    assert set(WORDS.types) == set(EntityType)
    assert set(WORDS.predicates) == set(Predicate)
    terms = [t.name for t in WORDS.types.values()] + [p.value for p in Predicate] + list(WORDS.measures)
    terms += [c for c in WORDS.classes if ":" not in c] + [p[3:] for p in WORDS.properties if p.startswith("kg:")]
    for term in terms:
        for predicate in (rdflib.RDFS.label, rdflib.SKOS.definition):
            assert {x.language for x in owl.objects(KG[term], predicate)} == {"zh", "en"}, term


def test_colours_are_all_different():
    colours = [t.colour for t in WORDS.types.values()]
    assert len(set(colours)) == len(colours) == 9


def test_shapes_are_shacl():
    import pyshacl

    shapes = rdflib.Graph().parse(data=forms(WORDS)["shapes.ttl"], format="turtle")
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_what_a_predicate_admits():
    assert WORDS.admits(EntityType.PERSON, Predicate.POSITION, EntityType.ORG)
    assert not WORDS.admits(EntityType.COMPANY, Predicate.POSITION, EntityType.ORG)
    assert not WORDS.admits(EntityType.PERSON, Predicate.POSITION, EntityType.PROJECT)
    assert all(WORDS.admits(t, Predicate.RECEIVED, EntityType.HONOUR) for t in EntityType)


def broken(tmp_path, old: str, new: str):
    path = tmp_path / "kg.yaml"
    text = SOURCE.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  HONOUR:\n", "  PRIZE:\n", "PRIZE"),
        ("    domain: [PERSON]\n", "    domain: [HUMAN]\n", "HUMAN"),
        ('    colour: "#0072B2"\n', "", "colour"),
        ('      kg:evidence: "+"\n', '      kg:proof: "+"\n', "kg:proof, which is no property"),
        ('      kg:quote: "1"\n', "      kg:quote: many\n", "kg:quote many times"),
        ("    also: [skos:Concept]\n", "    also: [skoz:Concept]\n", "prefix of skoz:Concept is unknown"),
        (', example: "fact:f2 org:role role:副市长"', "", "example"),
        ("    should: {org:role: Warning}\n", "    should: {org:role: Error}\n", "org:role: Error is no severity"),
        ("    order: {oa:start: oa:end}\n", "    order: {oa:start: oa:exact}\n", "has no oa:exact"),
        ("range: kg:Page}", "range: kg:Sheet}", "kg:Sheet is no class"),
        ("namespace:", "\tnamespace:", "not a vocabulary"),
    ],
)
def test_faults_are_named(tmp_path, old, new, message):
    with pytest.raises(InputError, match=re.escape(message)) as error:
        read_source(broken(tmp_path, old, new))
    assert error.value.where.endswith("kg.yaml")


def test_a_missing_source_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match=r"none\.yaml"):
        read_source(tmp_path / "none.yaml")


def test_the_page_has_every_term_with_all_its_parts() -> None:
    text = forms(WORDS)["README.md"].decode()
    terms = [f"kg:{t.name}" for t in WORDS.types.values()] + [f"kg:{p.value}" for p in Predicate]
    terms += [f"kg:{m}" for m in WORDS.measures] + [c if ":" in c else f"kg:{c}" for c in WORDS.classes]
    for term in [*terms, *WORDS.properties]:
        rows = [line for line in text.splitlines() if line.startswith(f"| `{term}` |")]
        assert rows, term
        _, _, label, definition, example, *_ = rows[0].replace("\\|", "").split("|")
        assert "<br>" in label and "<br>" in definition and example.strip(" `"), term


def test_every_shape_has_a_severity_and_a_message() -> None:
    shapes = rdflib.Graph().parse(data=forms(WORDS)["shapes.ttl"], format="turtle")
    for kind in (rdflib.SH.NodeShape, rdflib.SH.PropertyShape):
        for shape in shapes.subjects(rdflib.RDF.type, kind):
            if (shape, rdflib.SH.property, None) not in shapes or (shape, rdflib.SH.nodeKind, None) in shapes:
                assert shapes.value(shape, rdflib.SH.severity), shape
                assert shapes.value(shape, rdflib.SH.message), shape
