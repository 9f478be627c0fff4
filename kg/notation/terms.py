"""RDF terms in N-Triples syntax, with canonical escapes and canonical lexical forms.

The escapes are those of canonical N-Triples (RDF 1.2 N-Triples, section 3.1), which is what Oxigraph dumps: so the
sorted dump of a store that loaded our N-Quads has the bytes that it loaded.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

Triple: TypeAlias = tuple[str, str, str]
Quad: TypeAlias = tuple[str, str, str, str]

XSD = "http://www.w3.org/2001/XMLSchema#"
ESCAPES = {code: f"\\u{code:04X}" for code in (*range(1, 0x20), 0x7F, 0xFFFE, 0xFFFF)} | {
    0x08: "\\b",
    0x09: "\\t",
    0x0A: "\\n",
    0x0C: "\\f",
    0x0D: "\\r",
    0x22: '\\"',
    0x5C: "\\\\",
    0x00: "\ufffd",  # many stores end a string at NUL
}
UNPRINTABLE = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff\ufffe\uffff]')
DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
DATE_TYPES = ("gYear", "gYearMonth", "date")


def escaped(value: str) -> str:
    """A string as it stands between the quotes of a literal. Lone surrogates and NUL become U+FFFD."""
    if not UNPRINTABLE.search(value):
        return value
    return UNPRINTABLE.sub(lambda match: ESCAPES.get(ord(match[0]), "\ufffd"), value)


def iri(value: str) -> str:
    """An absolute IRI, already percent-encoded, as a term."""
    return f"<{value}>"


def expand(curie: str, prefixes: Mapping[str, str]) -> str:
    """`org:Membership` as a term. The prefix must be known; the local name is plain ASCII."""
    prefix, _, local = curie.partition(":")
    return f"<{prefixes[prefix]}{local}>"


def triple_term(subject: str, predicate: str, object: str) -> str:
    """A triple as a term, which only RDF 1.2 has; its object is no literal."""
    return f"<<( {subject} {predicate} {object} )>>"


def plain(value: str) -> str:
    """A string literal without a language."""
    return f'"{escaped(value)}"'


def text(value: str, language: str = "zh") -> str:
    """A string literal with its language."""
    return f'"{escaped(value)}"@{language}'


def typed(value: str, datatype: str) -> str:
    """A literal of an XSD type, given in canonical form."""
    return f'"{value}"^^<{XSD}{datatype}>'


def integer(value: int) -> str:
    """An xsd:integer."""
    return typed(str(value), "integer")


def decimal(value: float) -> str | None:
    """An xsd:decimal in canonical form (0.9, 46000000), or None for what is no finite number."""
    if not math.isfinite(value):
        return None
    digits = format(Decimal(repr(value)), "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return typed("0" if digits == "-0" else digits, "decimal")


def date(value: str) -> str | None:
    """An ISO date with its own precision (year, month or day), or None for what is none: 2024-03 → xsd:gYearMonth."""
    match = DATE.fullmatch(value)
    if not match:
        return None
    parts = [int(part) for part in match.groups() if part]
    try:
        datetime.date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
    return typed(value, DATE_TYPES[len(parts) - 1])
