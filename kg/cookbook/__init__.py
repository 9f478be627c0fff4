"""The cookbook: pages of recipes and the sample graph go in, the pages with what every command answers come out.

`python -m kg.cookbook OUT` runs each block of the pages beside this file and writes its output below it: `sh` (commands
of `kg`, also with `| head -n N`), `python` (one namespace a page) and `sparql`. Where a `text` block follows, it is
filled with the output; pictures that a page shows and its commands drew are put beside it. OUT is the sample graph as
`make run` builds it. Nothing depends on the machine, so a test can ask whether the pages are up to date.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg.errors import InputError

HERE = Path(__file__).parent
BLOCK = re.compile(r"^```(sh|python|sparql)\n(.*?)^```\n(?:\n?^```text\n(?P<shown>.*?)^```\n)?", re.M | re.S)
PICTURE = re.compile(r"!\[[^\]]*\]\((\w+\.svg)\)")
HEAD = re.compile(r"(?P<command>.*?) \| head -n (?P<lines>\d+)")
MOST = 16  # lines shown of an output


def cooked(out: Path) -> dict[str, bytes]:
    """Each page and picture of the cookbook by file name, as the sample graph saved in `out` gives it.

    Raises:
        InputError: a block fails, or a page shows a picture that none of its commands draws.
    """
    made = {}
    for path in sorted(HERE.glob("*.md")):
        with TemporaryDirectory() as folder:
            kitchen = Path(folder)
            (kitchen / "out").symlink_to(out.absolute(), target_is_directory=True)
            with chdir(kitchen):
                text = served(path.read_text(encoding="utf-8"), path.name)
            made[path.name] = text.encode()
            for name in PICTURE.findall(text):
                if not (kitchen / name).is_file():
                    raise InputError("no command of the page draws this picture", f"{path.name}: {name}", "Draw it")
                made[name] = (kitchen / name).read_bytes()
    return made


def served(page: str, name: str) -> str:
    """A page with the outputs of its blocks, which run in the current folder, in order.

    Raises:
        InputError: a block fails.
    """
    parts, end, known = [], 0, {"__name__": name}
    for block in BLOCK.finditer(page):
        language, body = block[1], block[2]
        where = f"{name}:{page.count(chr(10), 0, block.start()) + 1}"
        try:
            output = run(language, body, known)
        except Exception as error:
            raise InputError(f"a block of the cookbook fails: {error!r}", where, "Mend the block") from error
        parts.append(page[end : block.start()])
        parts.append(f"```{language}\n{body}```\n")
        if block["shown"] is not None:
            parts.append(f"\n```text\n{shortened(output)}```\n")
        end = block.end()
    return "".join([*parts, page[end:]])


def run(language: str, body: str, known: dict[str, Any]) -> str:
    """The output of a block; `known` are the names that the page's Python has so far."""
    if language == "sh":
        return "".join(command(line) for line in commands(body))
    if language == "sparql":
        from kg.query import ask

        return ask(Path("out"), body).render("table")
    stream = StringIO()
    with redirect_stdout(stream):
        exec(compile(body, known["__name__"], "exec"), known)
    return stream.getvalue()


def commands(body: str) -> Iterator[str]:
    """The commands of a block: lines, with those joined that end in a backslash, without comments."""
    for line in body.replace("\\\n", " ").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def command(line: str) -> str:
    """What a command of `kg` prints.

    Raises:
        InputError: it is not one, or it does not end well.
    """
    from click.testing import CliRunner

    from kg.cli import main

    cut = HEAD.fullmatch(line)
    program, *arguments = shlex.split(cut["command"] if cut else line)
    if program != "kg":
        raise InputError("not a command of kg", line, "Let it begin with kg")
    result = CliRunner().invoke(main, arguments)
    if result.exit_code:
        raise InputError(result.stderr.strip() or repr(result.exception), line, "Mend the command")
    printed = result.stdout.removeprefix("\ufeff")  # the mark by which spreadsheets know UTF-8, which no terminal shows
    return "".join(printed.splitlines(keepends=True)[: int(cut["lines"])]) if cut else printed


def shortened(output: str) -> str:
    """An output as it is shown: its first lines, and how many there are more."""
    lines = [line.rstrip() for line in output.rstrip("\n").split("\n")]
    if len(lines) > MOST:
        lines = [*lines[: MOST - 2], f"… {len(lines) - MOST + 2} more lines"]
    return "\n".join(lines) + "\n"
