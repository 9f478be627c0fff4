"""The vocabulary as a page for people: every class and property with label, definition, example and alignment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import EntityType
from kg.ontology.schema import Vocabulary, Words

HEAD = """\
Made from [kg.yaml](kg.yaml) by `python -m kg.ontology`; do not edit. Beside it: the OWL 2 RL ontology
([kg.ttl](kg.ttl)), the SHACL shapes ([shapes.ttl](shapes.ttl)) and the JSON-LD context
([context.jsonld](context.jsonld)).

A relation stands in the graph twice: as a direct edge between two things, for easy queries, and as a `kg:Statement`
with qualifiers, confidence and evidence. From a statement to its passage, from the passage to its article, and from
the statement to its confidence it is one triple each. The default graph holds everything; the named graph of an
article holds what that article alone says.
"""
RANGES = {"iri": "an IRI", "date": "`xsd:date`, `xsd:gYearMonth` or `xsd:gYear`"}
COLUMNS = "| term | label | definition | example | alignment |\n|---|---|---|---|---|"


def page(vocabulary: Vocabulary) -> str:
    """The whole page as Markdown."""
    parts = [f"# {vocabulary.title.zh} · {vocabulary.title.en}\n", vocabulary.definition.zh, vocabulary.definition.en]
    parts += [f"\nNamespace `{vocabulary.namespace}`, prefix `kg`.\n", HEAD]
    for title, rows in (
        ("Classes of things", types(vocabulary)),
        ("Relations", predicates(vocabulary)),
        ("Figures", measures(vocabulary)),
        ("Other classes", classes(vocabulary)),
        ("Properties", properties(vocabulary)),
    ):
        parts += [f"## {title}\n", COLUMNS, *rows, ""]
    parts += ["## Prefixes\n", "| prefix | namespace |\n|---|---|"]
    parts += [f"| `{prefix}` | {namespace} |" for prefix, namespace in sorted(vocabulary.names.items())]
    return "\n".join(parts) + "\n"


def row(term: str, label: Words, definition: Words, example: str, alignment: Iterable[str]) -> str:
    """One term."""
    aligned = "; ".join(part for part in alignment if part)
    shown = example.replace("|", "\\|")
    return f"| `{term}` | {both(label)} | {both(definition)} | `{shown}` | {aligned} |"


def both(words: Words) -> str:
    """Chinese above English."""
    return f"{words.zh}<br>{words.en}"


def listed(word: str, terms: Iterable[str]) -> str:
    """`subclass of` and the terms, or nothing."""
    names = [f"`{t}`" for t in terms]
    return f"{word} {', '.join(names)}" if names else ""


def named(vocabulary: Vocabulary, kinds: Iterable[EntityType]) -> str:
    """The classes of entity types."""
    found = tuple(kinds)
    if set(found) == set(vocabulary.types):
        return "`kg:Thing`"
    return ", ".join(f"`kg:{vocabulary.types[k].name}`" for k in found)


def types(vocabulary: Vocabulary) -> Iterator[str]:
    """The entity types."""
    for kind, t in vocabulary.types.items():
        example = f"{t.example} a kg:{t.name}"
        above = listed("subclass of", ("kg:Thing", *t.also, *t.under))
        yield row(f"kg:{t.name}", t.label, t.definition, example, (above, f'`kg:type "{kind.value}"`'))


def predicates(vocabulary: Vocabulary) -> Iterator[str]:
    """The relations."""
    for name, p in vocabulary.predicates.items():
        ends = f"{named(vocabulary, p.domain)} → {named(vocabulary, p.range)}"
        above = listed("subproperty of", p.under)
        symmetric = "symmetric" if p.symmetric else ""
        yield row(f"kg:{name.value}", p.label, p.definition, p.example, (above, symmetric, ends))


def measures(vocabulary: Vocabulary) -> Iterator[str]:
    """The figures."""
    for name, m in vocabulary.measures.items():
        unit = f"number in {m.unit}" if m.unit else "no direct edge: the value of a `kg:Measure`"
        yield row(f"kg:{name}", m.label, m.definition, m.example, (unit,))


def classes(vocabulary: Vocabulary) -> Iterator[str]:
    """The classes beside the entity types."""
    for name, c in vocabulary.classes.items():
        above = listed("subclass of", (*c.also, *c.under))
        has = ", ".join(f"`{p}` {how}" for p, how in c.has.items())
        term = name if ":" in name else f"kg:{name}"
        yield row(term, c.label, c.definition, c.example, (above, f"has {has}" if has else ""))


def properties(vocabulary: Vocabulary) -> Iterator[str]:
    """The properties."""
    for name, p in vocabulary.properties.items():
        domain = f"`kg:{p.domain}` → " if p.domain else "→ "
        ends = domain + RANGES.get(p.range, f"`{p.range}`")
        yield row(name, p.label, p.definition, p.example, (listed("subproperty of", p.under), ends))
