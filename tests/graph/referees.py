"""Where the referees of tests/referees are."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

HOME = ROOT / ".venv" / "referees"


def tool(name: str) -> str:
    """The path of a referee; skips the test where it is missing."""
    own = HOME / "bin" / name
    found = str(own) if own.exists() else shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed (make referees)")
    return found


def python(module: str, script: str, *arguments: object) -> str:
    """Standard output of a script for the referees' Python, which has to have a module."""
    interpreter = HOME / "bin" / "python"
    if not list(HOME.glob(f"lib/python*/site-packages/{module}")):
        pytest.skip(f"{module} is not installed (make referees)")
    return run([str(interpreter), "-c", script, *map(str, arguments)])


def tulip(script: str, *arguments: object) -> str:
    """Standard output of a script for Debian's Python with Tulip, whose GEXF plug-in the package on PyPI lacks."""
    if not Path("/usr/lib/python3/dist-packages/tulip").is_dir():
        pytest.skip("Debian's tulip is not installed")
    return run(["/usr/bin/python3", "-c", script, *map(str, arguments)], QT_QPA_PLATFORM="offscreen")


def node(module: str, script: str, *arguments: object) -> str:
    """Standard output of a script for Node.js, which has to have a module."""
    if not (HOME / "node_modules" / module).is_dir():
        pytest.skip(f"{module} is not installed (make referees)")
    return run([tool("node"), "-e", script, *map(str, arguments)], NODE_PATH=str(HOME / "node_modules"))


def run(command: list[str | Path], **environment: str) -> str:
    """Standard output of a command that must succeed."""
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
