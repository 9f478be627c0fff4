"""Commands about who is who: `why-same` asks a saved graph, `judge` writes a judgement for the next build."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli import main
from kg.errors import QueryError

TYPES = ("PERSON", "COMPANY", "ORG", "PLACE", "PROJECT", "PROGRAM", "EVENT", "HONOUR", "DOCUMENT")


@main.command("why-same")
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("a")
@click.argument("b")
def why_same(out: Path, a: str, b: str) -> None:
    """Say whether A and B are one entity of the graph in OUT, and why: what united them, or what keeps them apart.

    A side is an id, an IRI, or a name; NAME@PAGE or NAME@BODY tells namesakes apart. Exit codes: 0 one entity; 1 two;
    2 a side is unknown or may mean several.

    \b
    kg why-same out 市委 聊城市委
    kg why-same out 李强@莘县水利局 李强@2024/03/a.txt
    """
    from kg.graph import load
    from kg.query.same import why_same as explain

    verdict = explain(load(out), a, b)
    click.echo("\n".join(verdict.lines))
    if not verdict.same:
        sys.exit(1)


@main.command()
@click.argument("a")
@click.argument("b")
@click.argument("verdict", type=click.Choice(["same", "different", "right", "wrong"]))
@click.option("--seeds", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder of seed tables.")
@click.option("--reason", default="", help="Why: kept as the line's comment.")
@click.option("--type", "kind", type=click.Choice(TYPES), help="What both are; not needed with --graph.")
@click.option("--graph", "out", type=click.Path(path_type=Path), help="A built graph in which to look A and B up.")
@click.option("--predicate", metavar="PREDICATE[:TITLE]", help="The edge from A to B that is right or wrong.")
def judge(
    a: str, b: str, verdict: str, seeds: Path, reason: str, kind: str | None, out: Path | None, predicate: str | None
) -> None:
    """Decide that A and B are the same or different, or that an edge from A to B is right or wrong.

    It becomes a line in SEEDS/judgements.csv, which `kg build --seeds` obeys. A side is NAME (everything of that
    name), NAME@PAGE or NAME@BODY; for same and different, with --graph, also an id or IRI of that graph.

    \b
    kg judge 李强@莘县水利局 李强@国务院 different --type PERSON --seeds seeds/liaocheng --reason 'a namesake'
    kg judge place:聊城化工产业园 place:聊城化工园区 same --graph out --seeds seeds/liaocheng
    kg judge 李强@2024/03/a.txt 莘县水利局 wrong --predicate position:局长 --seeds seeds/liaocheng
    kg build pages --seeds seeds/liaocheng -o out
    """
    from kg.model import EntityType
    from kg.resolution.judging import judge as write
    from kg.resolution.seeds import Judgement, edge_judgement

    if verdict in ("right", "wrong"):
        if predicate is None or kind is not None or out is not None:
            raise QueryError("which edge is not known", "", "Give --predicate, and neither --type nor --graph")
        path = write(seeds, edge_judgement(verdict == "right", predicate, a, b), reason)
        click.echo(f"{verdict}: {a} {predicate} {b} in {path}; build again with --seeds {seeds}")
        return
    if predicate is not None:
        raise QueryError("an edge is right or wrong", "", f"Leave --predicate out, or say right or wrong for {verdict}")
    if out is not None:
        from kg.graph import load
        from kg.query.same import judgement_sides

        kind, a, b = judgement_sides(load(out), a, b)
    if kind is None:
        raise QueryError("what A and B are is not known", "", "Give --type, or --graph OUT")
    path = write(seeds, Judgement(verdict == "same", EntityType(kind), a, b), reason)
    click.echo(f"{verdict}: {a} / {b} in {path}; build again with --seeds {seeds}")
