"""Commands that ask a saved graph: `query`, `queries`, `show`, `why`, `verify`, `stats`, `validate`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli import main
from kg.cli.output import progress_bar, waiting
from kg.errors import InputError, QueryError

out_argument = click.argument("out", type=click.Path(path_type=Path))


@main.command()
@out_argument
@click.argument("query", required=False)
@click.option("-n", "--name", help="A named query (see `kg queries`).")
@click.option("-s", "--set", "values", multiple=True, metavar="KEY=VALUE", help="Bind a variable of the query.")
@click.option("-f", "--format", "form", default="table", show_default=True, type=click.Choice(["table", "csv", "json"]))
@click.option("--timeout", default=60.0, show_default=True, type=click.FloatRange(0), help="Seconds; 0 for no limit.")
@click.option("--limit", default=100_000, show_default=True, type=click.IntRange(0), help="Rows; 0 for all.")
def query(
    out: Path, query: str | None, name: str | None, values: tuple[str, ...], form: str, timeout: float, limit: int
) -> None:
    """Ask the graph in OUT a SPARQL QUERY: its text, a file with it, or - for standard input.

    SELECT, ASK and CONSTRUCT. The usual prefixes are declared. Exit codes: 0 answered; 1 answered, but cut at --limit;
    2 not answered (no such graph, not valid, or not allowed); 3 stopped at --timeout.

    \b
    kg query out 'SELECT ?name { ?p a kg:Person ; skos:prefLabel ?name }'
    kg query out --name posts-of-person --set person=刘文强
    kg query out question.rq --format csv --timeout 5 --limit 1000
    """
    from kg.query import ask
    from kg.query.named import named_query

    if (query is None) == (name is None):
        raise QueryError("give one query: its text, its file, or --name", "", "See kg query --help")
    bindings = dict(split_binding(v) for v in values)
    if name:
        chosen = named_query(name)
        text, terms, bindings = chosen.text, chosen.terms(bindings), {}
    else:
        text, terms = read_query(query or ""), {}
    answer = ask(out, text, bindings, terms=terms, timeout=timeout or None, limit=limit or None)
    click.echo(answer.render(form), nl=False)
    if not answer.complete:
        click.echo(f"kg: stopped at {limit:,}, there is more: raise --limit", err=True)
        sys.exit(1)


def read_query(query: str) -> str:
    """The text of a query given as text, file, or `-`."""
    if query == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if not query.lower().endswith((".rq", ".sparql")) and (
        any(c in query for c in "{}\n") or (" " in query and not is_there(query))
    ):
        return query
    try:
        return Path(query).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8 text", f"{query}:{error.start}", "Save the query as UTF-8") from error
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise InputError(f"no query, and no file: {reason}", query, "Give SPARQL text or a file") from error


def is_there(path: str) -> bool:
    """Whether a text is the path of something; a text too long for a path is not."""
    try:
        return Path(path).exists()
    except OSError:
        return False


def split_binding(value: str) -> tuple[str, str]:
    """`person=刘文强` → (person, 刘文强)."""
    key, equals, bound = value.partition("=")
    if not equals or not key:
        raise QueryError(f"cannot bind {value!r}", "", "Write --set KEY=VALUE")
    return key.lstrip("?"), bound


@main.command()
def queries() -> None:
    """List the named queries by what they ask about, each with its question.

    \b
    kg queries
    """
    from kg.query.named import named_queries

    group = ""
    for q in named_queries():
        if q.group != group:
            group = q.group
            click.echo(group)
        parameters = "".join(f" --set {p.name}=…" for p in q.parameters)
        click.echo(f"  {q.name:26} {q.en} {q.zh}{parameters}")


@main.command()
@out_argument
@click.argument("name")
def show(out: Path, name: str) -> None:
    """Show the card of NAME: its posts, relations, figures and articles.

    \b
    kg show out 刘文强
    """
    from kg.graph import load
    from kg.query.card import card

    click.echo(card(load(out), name), nl=False)


@main.command()
@out_argument
@click.argument("a")
@click.argument("b")
def why(out: Path, a: str, b: str) -> None:
    """Print the sentences behind every relation between A and B.

    \b
    kg why out 刘文强 聊城市政府
    """
    from kg.graph import load
    from kg.query.card import explanation

    text = explanation(load(out), a, b)
    click.echo(text, nl=False)
    if not text:
        click.echo(f"kg: nothing links {a} and {b} directly", err=True)
        sys.exit(1)


@main.command()
@out_argument
@click.argument("pages", nargs=-1, required=True, type=click.Path(path_type=Path))
def verify(out: Path, pages: tuple[Path, ...]) -> None:
    """Read PAGES again and prove that every quote in OUT stands where the graph says.

    \b
    kg verify out pages
    """
    from kg.graph import load
    from kg.query.verify import verify_graph

    with progress_bar("pages") as advance:
        result = verify_graph(load(out), pages, advance)
    for failure in result.failures:
        click.echo(failure, err=True)
    click.echo(f"{result.proved} of {result.quotes} quotes proved in {result.pages} pages")
    if result.failures:
        sys.exit(1)


@main.command()
@out_argument
def stats(out: Path) -> None:
    """Count what the graph in OUT holds, by type, predicate, article and page.

    \b
    kg stats out
    """
    from kg.graph import load
    from kg.query.stats import statistics

    click.echo(statistics(load(out)), nl=False)


@main.command()
@out_argument
@click.option("--all", "everything", is_flag=True, help="Show warnings and remarks too.")
def validate(out: Path, everything: bool) -> None:
    """Check the graph in OUT against its SHACL shapes. Exit code 0 conforms, 1 does not.

    Each line says what to do. Warnings and remarks (--all) are no violations: the graph conforms with them.

    \b
    kg validate out
    kg validate out --all
    """
    from kg.graph import load
    from kg.graph.validate import SEVERITIES, validate_graph

    with waiting("checking shapes"):
        findings = validate_graph(load(out), SEVERITIES if everything else ("Violation",))
    for finding in findings:
        click.echo(str(finding))
    violations = sum(f.severity == "Violation" for f in findings)
    click.echo(f"{violations} violations" if violations else "conforms")
    if violations:
        sys.exit(1)
