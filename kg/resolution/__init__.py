"""Resolution: mentions go in, entities come out: within a page (`page`), then across pages (`corpus`).

`resolve_page` turns a `Page` with its `Recognition` into a `Resolution`; `merge` turns the extractions of a corpus
into nodes, facts and measures. Within a page: `home` infers where the page is at home, `scene` what 县 or 该镇 mean
at a place in the text, `chains` reads the divisions at the head of a name; `places`, `organs`, `companies`, `labels`
and `persons` each know how their kind of name is shortened; `implied` adds what the page makes certain without naming
it, `references` resolves 该公司 and 我市. `seeds` reads what a user knows.
"""

from __future__ import annotations

from kg.config import Settings
from kg.resolution.corpus import Merged, merge
from kg.resolution.home import set_home, set_province
from kg.resolution.page import resolve_page
from kg.resolution.seeds import load_seeds

__all__ = ["Merged", "check_settings", "merge", "resolve_page"]


def check_settings(settings: Settings) -> None:
    """Refuse settings that no page could be resolved with, before any page is read.

    Raises:
        InputError: home or province is unknown or ambiguous, or a seed table is not valid.
    """
    set_home(settings)
    set_province(settings)
    if settings.seeds:
        load_seeds(settings.seeds)
