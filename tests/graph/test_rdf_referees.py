"""Parsers and validators of other people in JavaScript and Python read our RDF as we mean it."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph
import pytest

from kg.graph import forms
from kg.graph.validate import short
from kg.ontology import vocabulary
from kg.ontology.shapes import shapes_turtle
from tests.conftest import ROOT
from tests.graph.referees import node, python
from tests.graph.samples import sample
from tests.graph.test_shapes import SHORT, broken

GRAPH = sample()
FLAT = pyoxigraph.RdfFormat.N_QUADS
N3 = """
const { readFileSync } = require("node:fs"), { Parser, Writer } = require("n3");
const [path, format] = process.argv.slice(1);
const writer = new Writer({ format: "N-Quads" });
writer.addQuads(new Parser({ format }).parse(readFileSync(path, "utf8")));
writer.end((error, text) => process.stdout.write(text));
"""
JSONLD = """
const { readFileSync } = require("node:fs"), jsonld = require("jsonld");
const documentLoader = (url) => { throw new Error("asked for " + url); };
jsonld.toRDF(JSON.parse(readFileSync(process.argv[1], "utf8")), { format: "application/n-quads", documentLoader })
  .then((text) => process.stdout.write(text));
"""
PYLD = """
import json, sys
from pyld import jsonld
def refuse(url, options):
    raise RuntimeError("asked for " + url)
document = json.load(open(sys.argv[1], encoding="utf-8"))
print(jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": refuse}))
"""
SHACL = """
const { readFileSync } = require("node:fs"), { pathToFileURL } = require("node:url"), { Parser, Store } = require("n3");
const read = (path) => new Store(new Parser().parse(readFileSync(path, "utf8")));
(async () => {
  const { default: Validator } = await import(pathToFileURL(require.resolve("rdf-validate-shacl")));
  const [shapes, ...graphs] = process.argv.slice(1);
  const validator = new Validator(read(shapes)), found = [];
  for (const path of graphs) {
    const report = await validator.validate(read(path));
    found.push(report.results.map((r) => [r.sourceShape.value, r.severity.value]));
  }
  process.stdout.write(JSON.stringify(found));
})();
"""


def quads(data: bytes | str, form: pyoxigraph.RdfFormat = FLAT) -> set[str]:
    """Quads as lines; nothing of ours is a blank node, so equal sets are isomorphic graphs."""
    return {str(q) for q in pyoxigraph.parse(data, form)}


def written(folder: Path, name: str) -> Path:
    path = folder / f"graph.{name}"
    path.write_bytes(forms.FORMS[name](GRAPH))
    return path


@pytest.mark.parametrize(
    ("name", "media", "flat"),
    [
        ("ttl", "text/turtle", "nt"),
        ("nt", "application/n-triples", "nt"),
        ("trig", "application/trig", "nq"),
        ("nq", "application/n-quads", "nq"),
    ],
)
def test_n3_reads_an_isomorphic_graph(tmp_path: Path, name: str, media: str, flat: str) -> None:
    assert quads(node("n3", N3, written(tmp_path, name), media)) == quads(forms.FORMS[flat](GRAPH))


def test_jsonld_js_expands_without_a_remote_context(tmp_path: Path) -> None:
    assert quads(node("jsonld", JSONLD, written(tmp_path, "jsonld"))) == quads(forms.nt(GRAPH))


def test_pyld_expands_without_a_remote_context(tmp_path: Path) -> None:
    assert quads(python("pyld", PYLD, written(tmp_path, "jsonld"))) == quads(forms.nt(GRAPH))


STAR = {"@context": {"@vocab": "https://kg.invalid/"}, "@id": "https://kg.invalid/a"}
STAR |= {"knows": {"@id": "https://kg.invalid/b", "@annotation": {"sure": 0.9}}}


@pytest.mark.parametrize("referee", ["jsonld", "pyld"])
def test_no_reader_of_json_ld_takes_the_annotations_of_the_draft(tmp_path: Path, referee: str) -> None:
    """Why JSON-LD is not written with annotations; if this fails one day, a reader takes them."""
    path = tmp_path / "star.jsonld"
    path.write_text(json.dumps(STAR), encoding="utf-8")
    read = node("jsonld", JSONLD, path) if referee == "jsonld" else python("pyld", PYLD, path)
    assert quads(read) == quads("<https://kg.invalid/a> <https://kg.invalid/knows> <https://kg.invalid/b> .")


def test_another_validator_finds_what_pyshacl_finds(tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_bytes(shapes_turtle(vocabulary()))
    lines = (ROOT / "tests" / "cases" / "shapes.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    paths = [written(tmp_path, "ttl")]
    for i, case in enumerate(cases):
        paths.append(tmp_path / f"{i}.nt")
        paths[-1].write_text(broken(case).serialize(format="nt"), encoding="utf-8")
    whole, *found = json.loads(node("rdf-validate-shacl", SHACL, shapes, *paths))
    assert not [shape for shape, severity in whole if severity.endswith("#Violation")]
    for case, results in zip(cases, found, strict=True):
        said = {(short(shape, SHORT), severity.rpartition("#")[2]) for shape, severity in results}
        assert said == {(case["label"], case["severity"])}
