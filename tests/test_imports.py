"""Light imports: nothing heavy loads before it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"spacy", "rdflib", "networkx", "numpy", "pyoxigraph", "pyshacl", "ahocorasick", "spacy_pkuseg", "rich"}


@pytest.mark.parametrize("module", ["kg", "kg.cli"])
def test_nothing_heavy_is_imported(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(m.split('.')[0] for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split())
