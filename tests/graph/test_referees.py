"""Parsers that are not ours and not in Python read our files: serd (strict) and raptor, where they are installed."""

import shutil
import subprocess

import pytest

from kg.graph import forms
from tests.graph.samples import sample

GRAPH = sample()


def triples(name: str) -> int:
    """How many lines the sorted, unrepeated flat form has."""
    flat = forms.nt(GRAPH) if name == "ttl" else forms.nq(GRAPH)
    return flat.count(b"\n")


@pytest.mark.skipif(not shutil.which("serdi"), reason="serdi is not installed")
@pytest.mark.parametrize(("name", "form"), [("ttl", "turtle"), ("nt", "ntriples"), ("nq", "nquads"), ("trig", "trig")])
def test_serd_reads_every_triple(tmp_path, name, form):
    path = tmp_path / f"graph.{name}"
    path.write_bytes(forms.FORMS[name](GRAPH))
    result = subprocess.run(["serdi", "-i", form, "-o", "nquads", str(path)], capture_output=True, check=True)
    assert result.stderr == b""
    assert result.stdout.count(b"\n") == triples("ttl" if name == "nt" else name)


@pytest.mark.skipif(not shutil.which("rapper"), reason="rapper is not installed")
def test_raptor_reads_every_triple(tmp_path):
    path = tmp_path / "graph.ttl"
    path.write_bytes(forms.ttl(GRAPH))
    result = subprocess.run(["rapper", "-c", "-i", "turtle", str(path)], capture_output=True, check=True, text=True)
    assert f"returned {triples('ttl')} triples" in result.stderr
    assert "rror" not in result.stderr
