"""README tells the truth: its commands run, its Python runs, its two commands are the Makefile's."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = [line for block in re.findall(r"```sh\n(.*?)```", README, re.S) for line in block.splitlines()]
COMMANDS = [line for line in SHELL if line.startswith("kg ")]


def at_root(argument: str, out: Path) -> str:
    """Paths of the repository as they are from anywhere, `out` as a folder of the test's own."""
    if argument == "out":
        return str(out)
    return str(ROOT / argument) if argument.startswith("seeds/") else argument


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme") / "out"


def test_every_command_of_the_readme_runs(out: Path) -> None:
    assert len(COMMANDS) >= 8
    for line in COMMANDS:
        arguments = [at_root(a, out) for a in shlex.split(line)[1:]]
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, f"{line}\n{result.output}{result.stderr}"
        assert result.stdout.strip(), line


def test_the_python_example_runs(out: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```python\n(.*?)```", README, re.S)
    test = doctest.DocTestParser().get_doctest(example, {}, "README.md", "README.md", 0)
    results = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test)
    assert results.attempted >= 8 and results.failed == 0


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", "\n".join(SHELL), re.M):
        assert re.search(rf"^{target}:", makefile, re.M)


def test_every_link_leads_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        assert link.startswith("http") or (ROOT / link).exists(), link


def test_figures_are_there_with_date_and_commit() -> None:
    assert re.search(r"`make score`, \d{4}-\d\d-\d\d, commit [0-9a-f]{7}", README)
    for row in ("visible | micro", "visible | macro", "elsewhere | micro", "elsewhere n1-n6 | macro", "| all |"):
        assert row in README
