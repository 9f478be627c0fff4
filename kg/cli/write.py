"""Commands that write a saved graph in another form: `export`, `picture`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli import main
from kg.cli.output import waiting
from kg.errors import InputError

out_argument = click.argument("out", type=click.Path(path_type=Path))


@main.command()
@out_argument
@click.option(
    "-f",
    "--format",
    "form",
    required=True,
    help="csv cypher ftm gexf graphml json jsonld neo4j nq nt parquet svg trig ttl.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File, or folder for neo4j and parquet.")
@click.option(
    "--rdf12",
    is_flag=True,
    help="Statements as annotations of RDF 1.2, for nq nt trig ttl; JSON-LD 1.1 cannot say them.",
)
@click.option("--between", metavar="KIND", help="Write ties between these things instead: person, company, official …")
@click.option("--through", metavar="KIND", help="What ties them: event, official, place …")
def export(out: Path, form: str, output: Path | None, rdf12: bool, between: str | None, through: str | None) -> None:
    """Write the graph in OUT in another format, to standard output if no file is given.

    neo4j and parquet are two files, nodes and relations: give a folder. jsonld is JSON-LD 1.1, which has no annotations
    of RDF 1.2 (JSON-LD-star is only a draft): there a statement is a node, which says the same.

    \b
    kg export out -f jsonld -o graph.jsonld
    kg export out -f ttl | less
    kg export out -f ttl --rdf12 -o graph.ttl
    kg export out -f neo4j -o import
    kg export out -f gexf -o ties.gexf --between person --through event
    """
    from kg.graph import load
    from kg.graph.annotated import RDF12
    from kg.graph.forms import FORMS, PROJECTED, Form

    if rdf12 and form not in RDF12:
        remedy = f"Use one of {', '.join(sorted(RDF12))}" + (", or leave --rdf12 out" if form in FORMS else "")
        raise InputError(f"{form} has no annotations of RDF 1.2", "", remedy)
    if (between is None) != (through is None):
        raise InputError("ties need both ends and what ties them", "", "Give --between and --through")
    if between and form not in PROJECTED:
        raise InputError(f"ties cannot be written as {form!r}", "", f"Use one of {', '.join(sorted(PROJECTED))}")
    if form not in FORMS:
        raise InputError(f"unknown format {form!r}", "", f"Use one of {', '.join(sorted(FORMS))}")
    if output is None and len(FORMS[form].files) > 1:
        raise InputError(f"{form} is {' and '.join(FORMS[form].files)}", "", "Give a folder with -o")
    graph = load(out)
    chosen = RDF12[form] if rdf12 else FORMS[form]
    if between and through:
        projection = graph.project(between, through)
        chosen = Form({form: lambda graph: PROJECTED[form](graph, projection)})
        for node in projection.left_out:
            click.echo(f"kg: left out, for it ties too many: {node}", err=True)
    with waiting(f"writing {form}"):
        if output is None:
            sys.stdout.buffer.writelines(chosen.pieces(graph))
        else:
            chosen.write(graph, output)
    if chosen.advice:
        click.echo(chosen.advice)


@main.command()
@out_argument
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help=".svg or .png")
@click.option("-n", "--things", default=60, show_default=True, type=click.IntRange(2, 2000), help="How many at most.")
@click.option("--about", metavar="NAME", help="Show this thing with what is near it, not the whole graph's core.")
@click.option("--on", "date", metavar="DATE", help="Show what is there on a day, month or year: 2024-03-08, 2024-03.")
@click.option("--between", metavar="KIND", help="Draw ties between these things instead: person, company, official …")
@click.option("--through", metavar="KIND", help="What ties them: event, official, place …")
@click.option("--zoom", default=2.0, show_default=True, type=click.FloatRange(0.1, 8), help="Pixels a unit, for .png.")
def picture(
    out: Path,
    output: Path,
    things: int,
    about: str | None,
    date: str | None,
    between: str | None,
    through: str | None,
    zoom: float,
) -> None:
    """Draw the graph in OUT: its best connected things, what links them, and a legend.

    .png needs the extra kg[png] and a font with Chinese.

    \b
    kg picture out -o graph.svg
    kg picture out -o person.png --about 刘文强
    kg picture out -o march.svg --on 2024-03
    kg picture out -o ties.svg --between person --through event
    """
    from kg.graph import load
    from kg.graph.lifetimes import days
    from kg.graph.picture import picture as draw
    from kg.graph.picture import ties_picture
    from kg.graph.png import png

    if output.suffix.lower() not in {".svg", ".png"}:
        raise InputError("not the name of a picture", str(output), "Let it end in .svg or .png")
    if (between is None) != (through is None):
        raise InputError("ties need both ends and what ties them", "", "Give --between and --through")
    if between and (about or date):
        raise InputError("a picture of ties is of the whole graph, of all days", "", "Leave --about and --on out")
    span = days(date)
    if date and span is None:
        raise InputError(f"{date!r} is no day, month or year", "", "Write --on 2024-03-08, 2024-03 or 2024")
    graph = load(out)
    with waiting("drawing"):
        if between and through:
            svg = ties_picture(graph, graph.project(between, through), things)
        else:
            svg = draw(graph, things, graph.entity(about).id if about else None, span)
        data = svg.encode() if output.suffix.lower() == ".svg" else png(svg, zoom)
    try:
        output.write_bytes(data)
    except OSError as error:
        raise InputError(f"cannot write: {error.strerror or error}", str(output), "Check the folder") from error
    click.echo(f"drawn to {output}")
