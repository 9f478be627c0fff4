"""What of a file was read and not used, and why: all but white space that the clean text does not stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Skipped

MARKUP, CONTROL, SYMBOL = "markup", "control character", "stray symbol"
CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\ufeff\ud800-\udfff\ufff0-\uffff\\s]+"
)
SYMBOLS = re.compile("[\ue000-\uf8ff\u2500-\u259f\u20a0-\u20cf\\s]+")


def skipped(text: str, at: Iterable[int]) -> tuple[Skipped, ...]:
    """Stretches of `text` that no offset in `at` falls on, with white space at their ends taken off.

    Args:
        text: the file's text.
        at: offsets of the clean text's characters.
    """
    used = bytearray(len(text))
    for offset in at:
        used[offset] = 1
    found: list[Skipped] = []
    for stretch in re.finditer(rb"\x00+", bytes(used)):
        start, end = stretch.span()
        part = text[start:end]
        start += len(part) - len(part.lstrip())
        end -= len(part) - len(part.rstrip())
        if start < end:
            found.append(Skipped(start, end, reason(text[start:end])))
    return tuple(found)


def reason(part: str) -> str:
    """Why a stretch was skipped."""
    if CONTROLS.fullmatch(part):
        return CONTROL
    return SYMBOL if SYMBOLS.fullmatch(part) else MARKUP
