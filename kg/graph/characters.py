"""What may stand in a file that other programs read: no control characters, no lone surrogates, no noncharacters.

Pages come from OCR and PDF and hold anything. XML 1.0 forbids most control characters even when escaped, databases and
spreadsheets choke on them, and UTF-8 cannot hold half a surrogate pair: all of these become U+FFFD. Tab and line ends
stay, each writer escapes or folds them in its own way.
"""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"
BARRED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """A text with every character that must not reach a file replaced."""
    return BARRED.sub(REPLACEMENT, text) if BARRED.search(text) else text


def token(text: str) -> str:
    """A printable text in one line: single blanks only, none at the ends (xsd:token)."""
    return printable(" ".join(text.split()))


def squeezed(text: str) -> str:
    """A quote as Chinese prints it: without the blanks and line ends of its page."""
    return printable("".join(text.split()))
