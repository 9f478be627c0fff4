"""Runs one component of the pipeline alone and lets the arbiter decide, for the tests of single components."""

from __future__ import annotations

from collections.abc import Callable

import spacy
from spacy.tokens import Doc

from kg.model import EntityType
from kg.recognition.arbiter import decide
from kg.recognition.assembly import CharacterTokenizer
from kg.recognition.candidates import Candidate, declare_extensions


def document(text: str) -> Doc:
    """A document of characters with nothing proposed yet."""
    declare_extensions()
    return CharacterTokenizer(spacy.blank("zh").vocab)(text)


def proposals(component: Callable[[Doc], Doc], text: str) -> list[Candidate]:
    """What a component proposes."""
    return list(component(document(text))._.candidates)


def names(component: Callable[[Doc], Doc], kind: EntityType, text: str, threshold: float = 0.5) -> list[str]:
    """The names of a type that win, in order, without outer quotes."""
    chosen = decide(proposals(component, text), threshold)
    return [text[c.left : c.right].strip("“”‘’《》") for c in chosen if c.type is kind]
