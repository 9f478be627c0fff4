"""Resolution: mentions go in, entities come out: within a page (`page`), then across pages (`corpus`).

`resolve_page` turns a `Page` with its `Recognition` into a `Resolution`; `merge` turns the extractions of a corpus
into nodes, facts and measures. Within a page: `home` infers where the page is at home, `scene` what 县 or 该镇 mean
at a place in the text, `chains` reads the divisions at the head of a name; `places`, `organs`, `companies`, `labels`
and `persons` each know how their kind of name is shortened; `implied` adds what the page makes certain without naming
it, `references` resolves 该公司 and 我市. `seeds` reads what a user knows.
"""

from __future__ import annotations

from kg.resolution.corpus import Merged, merge
from kg.resolution.page import resolve_page

__all__ = ["Merged", "merge", "resolve_page"]
