"""Registers every component of the pipeline with spaCy. Importing this module is enough."""

from __future__ import annotations

from kg.recognition import arbiter, documents, events, honours, programs, projects  # noqa: F401
