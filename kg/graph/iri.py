"""Ids and IRIs: `person:刘文强` ↔ `<base>person/刘文强`, one to one, in characters that every RDF tool reads.

Letters of every script (Han among them), digits, `_`, `-` and inner `.` stay as they are; every other character is
percent-encoded in UTF-8. What stays is what both RFC 3987 (`ucschar`) and the local names of Turtle 1.1 (`PN_CHARS`)
allow, less combining marks and compatibility ideographs, which Unicode normalisation could change on the way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from kg.errors import InputError
from kg.notation import iri

UNSAFE = re.compile(
    "[^A-Za-z0-9_.\\-\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u0482\u048a-\u0590\u1e00-\u1fff\u3001-\u3029"
    "\u3030-\u3098\u309b-\ud7a3\uff01-\uffef\U00020000-\U0002f7ff\U00030000-\U0003fffd]"
)
EDGE = re.compile(r"^[.\-\u00b7]|[.]$")
BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]*[/#]")
# Kinds of IRIs beside those of the entity types.
OTHER_KINDS = (
    "article",
    "byline",
    "day",
    "evidence",
    "fact",
    "geometry",
    "measure",
    "newspaper",
    "page",
    "role",
    "run",
    "term",
)


def encoded(name: str) -> str:
    """A name as the last part of an IRI.

    >>> encoded("聊城市政府"), encoded("“双招双引”"), encoded(".a b.")
    ('聊城市政府', '%E2%80%9C双招双引%E2%80%9D', '%2Ea%20b%2E')
    """
    return EDGE.sub(percent, UNSAFE.sub(percent, name))


def percent(match: re.Match[str]) -> str:
    """A character as the bytes of its UTF-8, a lone surrogate as the bytes it would have."""
    return "".join(f"%{byte:02X}" for byte in match[0].encode(errors="surrogatepass"))


def decoded(part: str) -> str:
    """The name that `encoded` made this part from."""
    return unquote(part, errors="surrogatepass")


class Namer:
    """Makes terms from ids, under one namespace.

    Args:
        base: namespace of the graph's IRIs, absolute, ending in / or #.

    Raises:
        InputError: the base is no such IRI.
    """

    def __init__(self, base: str) -> None:
        if not BASE.fullmatch(base):
            raise InputError(
                f"not a namespace: {base!r}", "", "Give an absolute IRI that ends in / or #: https://example.org/"
            )
        self.base = base
        self.names: dict[str, str] = {}  # encoded page names, which recur most

    def node(self, id: str) -> str:
        """Term of a node's id."""
        kind, _, name = id.partition(":")
        return self.thing(kind, name)

    def thing(self, kind: str, name: str) -> str:
        """Term of something of the graph: an article, a statement, a page."""
        return iri(f"{self.base}{kind}/{encoded(name)}")

    def article(self, id: str) -> str:
        """Term of an article: `000.txt#2` → `article:000.txt_2`."""
        page, _, number = id.rpartition("#")
        return iri(f"{self.base}article/{self.page(page)}_{encoded(number)}")

    def passage(self, page: str, start: int, end: int, part: str = "") -> str:
        """Term of a stretch of a page, or of a part of its description."""
        return iri(f"{self.base}evidence/{self.page(page)}_{start}-{end}{part}")

    def page(self, name: str) -> str:
        """A page's name, encoded to be followed by more."""
        if name not in self.names:
            self.names[name] = encoded(f"{name}_")[:-1]
        return self.names[name]

    def prefixes(self, kinds: Mapping[str, str] | tuple[str, ...] | list[str]) -> dict[str, str]:
        """Prefix → namespace for kinds of things."""
        return {kind: f"{self.base}{kind}/" for kind in (*kinds, *OTHER_KINDS)}

    def id(self, term: str) -> str | None:
        """The node id behind an IRI of this namespace (without brackets), or None for others."""
        if not term.startswith(self.base):
            return None
        kind, slash, name = term[len(self.base) :].partition("/")
        return f"{kind}:{decoded(name)}" if slash else None
