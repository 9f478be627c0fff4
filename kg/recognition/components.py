"""Registers every component of the pipeline with spaCy. Importing this module is enough."""

from __future__ import annotations

from kg.recognition import (  # noqa: F401
    arbiter,
    companies,
    documents,
    events,
    honours,
    known,
    memory,
    ner,
    organizations,
    persons,
    places,
    posts,
    programs,
    projects,
    references,
    segmenter,
    stops,
)
