"""The page of the named queries: `python -m kg.query.gallery OUT` writes kg/query/README.md.

OUT is the sample graph as `make run` builds it. Each query stands with its question in two languages, the command that
asks it, its SPARQL and the first rows of its answer.
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

from kg.query import ask
from kg.query.named import GROUPS, NamedQuery, named_queries

PAGE = Path(__file__).parent / "README.md"
ROWS = 6  # rows shown of each answer
WIDEST = 40  # characters shown of a cell
HEAD = """# Named queries

`kg query OUT --name NAME` asks one, `--set KEY=VALUE` binds a parameter, `--format csv|json` changes the form of the
answer; `kg queries` lists them all. A parameter is bound as one RDF term, whatever it holds: a value is never read as
SPARQL. Unbound, the query answers for everything.

Every query has a total order, and Oxigraph and rdflib give the same rows, byte for byte (tests/query/test_named.py).
The answers below are those of the sample graph that `make run` builds (`python -m kg.query.gallery out` writes this
page).

Queries of your own: text, a `.rq` file, or `-`. They only read: SERVICE, LOAD and all other updates, and FROM with a
graph that is not in the store are refused before they run. `kg query` answers in a process of its own, which costs
about a tenth of a second and is killed after `--timeout` seconds (60; 0 for no limit, and no process); `--limit` caps
the rows (100,000; 0 for all). Exit codes: 0 answered; 1 answered, but cut at the limit; 2 not answered; 3 stopped on
time. In Python, `graph.query(sparql, {"person": "…"}, timeout=5, limit=1000)` does the same; without `timeout` it
answers in your own process, at once.

Oxigraph against rdflib over a synthetic graph, from one run of `python -m kg.evaluation sparql` (2026-11-21, two busy
cores: read the ratios, not the seconds):

| 998,135 triples | Oxigraph s | rdflib s | ratio |
|---|---|---|---|
| load into memory | 4.988 | 45.778 | 9 |
| point: who holds posts in one body | 0.009 | 0.277 | 32 |
| path: all that lies in one place, at any depth | 0.517 | 0.465 | 1 |
| path: every place above each place | 0.045 | 0.517 | 11 |
| aggregate: statements and confidence by predicate | 0.354 | 6.887 | 19 |
| aggregate: the ten bodies with most holders | 0.026 | 0.558 | 22 |
| join: colleagues of one person | 0.000 | 0.004 | 15 |
"""


def gallery(out: Path) -> str:
    """The page, from the sample graph saved in a folder."""
    parts = [HEAD]
    parts += [f"- [{group}](#{group}): {', '.join(q.name for q in qs)}" for group, qs in grouped()]
    for group, qs in grouped():
        parts.append(f"\n## {group}")
        parts += [section(out, q) for q in qs]
    return "\n".join(parts) + "\n"


def grouped() -> list[tuple[str, list[NamedQuery]]]:
    """The queries by group, in the order of the groups."""
    found = {group: list(qs) for group, qs in groupby(named_queries(), key=lambda q: q.group)}
    return [(group, found[group]) for group in GROUPS if group in found]


def section(out: Path, q: NamedQuery) -> str:
    """One query: question, parameters, command, SPARQL and the first rows."""
    lines = [f"\n### {q.name}\n", f"{q.zh}  ", q.en]
    if q.parameters:
        lines.append("")
    lines += [f"- `{p.name}` ({p.kind}): {p.zh}, {p.en}" for p in q.parameters]
    values = "".join(f" --set {key}={value}" for key, value in q.example)
    body = "\n".join(line for line in q.text.strip().split("\n") if not line.startswith("# "))
    lines.append(f"\n```sh\nkg query out --name {q.name}{values}\n```\n\n```sparql\n{body}\n```\n")
    answer = ask(out, q.text, terms=q.terms(dict(q.example)))
    lines += ["| " + " | ".join(answer.variables) + " |", "|" + "---|" * len(answer.variables)]
    lines += ["| " + " | ".join(cell(text) for text in row) + " |" for row in answer.texts()[:ROWS]]
    more = len(answer) - ROWS
    lines.append(f"\n{len(answer)} row{'' if len(answer) == 1 else 's'}" + (f", {more} more." if more > 0 else "."))
    return "\n".join(lines)


def cell(text: str) -> str:
    """A cell that keeps a Markdown table whole."""
    text = text.replace("\n", " ")
    text = text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    PAGE.write_text(gallery(Path(sys.argv[1] if len(sys.argv) > 1 else "out")), encoding="utf-8")
