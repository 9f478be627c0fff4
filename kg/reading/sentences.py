"""Regions in, sentences out: cut after 。！？；and the quotes and brackets that close with them, and at line feeds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Region, Sentence

END = re.compile(r"[。！？；!?]+[”’）》」』】]*|\n")


def sentences(clean: str, regions: Sequence[Region]) -> tuple[Sentence, ...]:
    """The sentences of all regions, in their order; none is empty or begins with a line feed."""
    found: list[Sentence] = []
    for number, region in enumerate(regions):
        left = region.left
        for end in END.finditer(clean, region.left, region.right):
            stop = end.start() if end.group() == "\n" else end.end()
            if stop > left:
                found.append(Sentence(number, left, stop))
            left = end.end()
        if left < region.right:
            found.append(Sentence(number, left, region.right))
    return tuple(found)
