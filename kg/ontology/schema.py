"""The shape of the vocabulary: what ontology/kg.yaml may say, as frozen dataclasses."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import EntityType, Predicate

LEVELS = ("Warning", "Info")  # of what is missing but may be
TYPE_NAMES = ("xsd:string", "xsd:integer", "xsd:decimal", "xsd:boolean", "rdf:langString")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The same words in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeTerm:
    """An entity type: its class, the word its ids begin with, and its colour as #rrggbb.

    `also` are classes that every node of the type gets beside its own; `under` are stated in the ontology only.
    """

    name: str
    kind: str
    label: Words
    definition: Words
    example: str
    colour: str
    also: tuple[str, ...] = ()
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateTerm:
    """A relation between two things: which types may stand before and after it."""

    label: Words
    definition: Words
    example: str
    domain: tuple[EntityType, ...]
    range: tuple[EntityType, ...]
    under: tuple[str, ...] = ()
    symmetric: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureTerm:
    """A figure. A number in `unit` gets a direct edge; none does without a unit, for unlike units do not compare."""

    label: Words
    definition: Words
    example: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTerm:
    """A class beside the entity types.

    `has` maps a property to how often it stands: 1 ? * + or a number; `should` one that may be missing to how bad that
    is, Warning or Info; `order` one to another whose value is not before its own.
    """

    label: Words
    definition: Words
    example: str
    also: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    has: dict[str, str] = field(default_factory=dict)
    should: dict[str, str] = field(default_factory=dict)
    order: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyTerm:
    """A property: `range` is a datatype, a class, `date` (day, month or year) or `iri`."""

    range: str
    label: Words
    definition: Words
    example: str
    domain: str = ""
    under: tuple[str, ...] = ()
    maximum: float | None = None

    @property
    def literal(self) -> bool:
        """Whether its values are literals."""
        return self.range in TYPE_NAMES or self.range == "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All terms of the graph."""

    namespace: str
    title: Words
    definition: Words
    prefixes: dict[str, str]
    types: dict[EntityType, TypeTerm]
    predicates: dict[Predicate, PredicateTerm]
    measures: dict[str, MeasureTerm]
    classes: dict[str, ClassTerm]
    properties: dict[str, PropertyTerm]

    @property
    def names(self) -> Mapping[str, str]:
        """Every prefix, `kg` among them, and its namespace."""
        return {"kg": self.namespace, **self.prefixes}

    def admits(self, subject: EntityType, predicate: Predicate, object: EntityType) -> bool:
        """Whether a relation may stand between things of two types."""
        term = self.predicates[predicate]
        return subject in term.domain and object in term.range

    def faults(self) -> list[str]:
        """What is wrong with it beyond its form: types, predicates or prefixes missing, terms undefined."""
        wrong = [f"type {t} is missing" for t in EntityType if t not in self.types]
        wrong += [f"predicate {p} is missing" for p in Predicate if p not in self.predicates]
        names = [t.name for t in self.types.values()] + list(self.classes)
        wrong += [f"class {n} is defined twice" for n in sorted({n for n in names if names.count(n) > 1})]
        known = {n if ":" in n else f"kg:{n}" for n in names}
        for name, term in self.classes.items():
            wrong += [f"{name} has {p}, which is no property" for p in term.has if p not in self.properties]
            wrong += [
                f"{name} has no {p}" for p in (*term.should, *term.order, *term.order.values()) if p not in term.has
            ]
            wrong += [f"{name} should have {p}: {x} is no severity" for p, x in term.should.items() if x not in LEVELS]
            wrong += [f"{name} has {p} {c} times" for p, c in term.has.items() if c not in "?*+" and not c.isdigit()]
        for name, p in self.properties.items():
            wrong += [f"{name}: {c} is no class" for c in (p.range,) if c.startswith("kg:") and c not in known]
            wrong += [f"{name}: {d} is no class" for d in (p.domain,) if d and f"kg:{d}" not in known]
        used = [c for t in self.types.values() for c in (*t.also, *t.under)]
        used += [c for t in self.classes.values() for c in (*t.also, *t.under)]
        used += [c for p in self.predicates.values() for c in p.under]
        used += [c for p in self.properties.values() for c in p.under]
        used += [n for n in (*self.properties, *self.classes, *(p.range for p in self.properties.values())) if ":" in n]
        wrong += [f"prefix of {c} is unknown" for c in used if c.partition(":")[0] not in self.names]
        return wrong


def plain_form(value: object) -> object:
    """A dataclass tree as JSON values, without what has its default."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        form = {}
        for f in dataclasses.fields(value):
            item = getattr(value, f.name)
            default = f.default_factory() if f.default_factory is not dataclasses.MISSING else f.default
            if item != default:
                form[f.name] = plain_form(item)
        return form
    if isinstance(value, dict):
        return {str(k): plain_form(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [plain_form(v) for v in value]
    return value
