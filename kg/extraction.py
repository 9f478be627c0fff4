"""One page's extraction as JSON: what `kg extract` prints and what a scorer reads."""

from __future__ import annotations

from typing import Any

import msgspec

from kg.model import Evidence, Extraction
from kg.notation.json import json_bytes


def evidence_form(evidence: Evidence) -> dict[str, Any]:
    """Evidence as JSON values; offsets are into the page file's decoded text."""
    return {"start": evidence.start, "end": evidence.end, "quote": evidence.quote, "article": evidence.article}


def extraction_form(extraction: Extraction) -> dict[str, Any]:
    """An extraction as JSON values, every list in a fixed order."""
    mentions = extraction.mentions
    return {
        "page": extraction.page,
        "digest": extraction.digest,
        "newspaper": extraction.newspaper,
        "issue_date": extraction.issue_date,
        "home": extraction.home,
        "articles": [
            {
                "title": a.title,
                "authors": [{"name": x.name, "role": x.role} for x in a.authors],
                "date": a.date,
                "place": a.place,
                "start": a.start,
                "end": a.end,
            }
            for a in extraction.articles
        ],
        "entities": [
            {
                "id": e.id,
                "type": e.type.value,
                "name": e.name,
                "aliases": list(e.aliases),
                "official": e.official,
                "code": e.code,
                "mentions": [
                    {"start": mentions[i].start, "end": mentions[i].end, "rule": mentions[i].rule} for i in e.mentions
                ],
            }
            for e in extraction.entities
        ],
        "relations": [
            {
                "subject": r.subject,
                "predicate": r.predicate.value,
                "object": r.object,
                **{key: getattr(r, key) for key in ("title", "status", "role", "amount", "date", "since", "until")},
                "confidence": r.confidence,
                "rule": r.rule,
                "score": r.score,
                "evidence": evidence_form(r.evidence),
            }
            for r in extraction.relations
        ],
        "attributes": [
            {
                "subject": a.subject,
                "name": a.name,
                "value": a.value,
                "number": a.number,
                "unit": a.unit,
                "since": a.since,
                "until": a.until,
                "confidence": a.confidence,
                "rule": a.rule,
                "evidence": evidence_form(a.evidence),
            }
            for a in extraction.attributes
        ],
        "skipped": [{"start": s.start, "end": s.end, "reason": s.reason} for s in extraction.skipped],
    }


def extraction_json(extraction: Extraction) -> bytes:
    """An extraction as indented UTF-8 JSON with a final line feed. Lone surrogates become U+FFFD."""
    return msgspec.json.format(json_bytes(extraction_form(extraction)), indent=2) + b"\n"
