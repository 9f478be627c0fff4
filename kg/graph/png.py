"""SVG to PNG, with the fonts of the machine. Needs the extra `kg[png]` and a font that has Chinese."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from kg.errors import InputError
from kg.graph.picture import FAMILY
from kg.ontology import vocabulary


def png(svg: str, zoom: float = 2.0) -> bytes:
    """A picture as PNG.

    Args:
        svg: an SVG document.
        zoom: pixels for each unit of the document.

    Raises:
        InputError: resvg is not installed, or no font of the machine has Chinese.
    """
    try:
        import resvg_py
    except ImportError as error:
        raise InputError("PNG needs resvg", "", "Install it with `pip install kg[png]`, or write .svg") from error
    if not has_chinese(resvg_py):
        raise InputError(
            "no font with Chinese is installed", "", "Install one, such as Noto Sans CJK SC, or write .svg"
        )
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom))


@lru_cache(maxsize=1)
def has_chinese(resvg: Any) -> bool:
    """Whether a Chinese word leaves a trace: what no font has is left out without a word."""
    word = next(iter(vocabulary().types.values())).label.zh

    def drawn(text: str) -> bytes:
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" font-family="{FAMILY}">'
        return bytes(resvg.svg_to_bytes(svg_string=f'{svg}<text y="15">{text}</text></svg>'))

    return drawn(word) != drawn("")
