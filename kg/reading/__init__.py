"""Reading: a file goes in, a `Page` comes out: decoded, cleaned with a map to the file's offsets, cut into articles.

The way of a page, a module a step: `files` and `decoding` (bytes to text), `stream` (HTML to what is seen), `lines`,
`paragraphs` (which line ends are the column's), `pieces` (headline, byline, body, caption …; `bylines` and `names`
know who signed), `gaps` and `layout` (which headline belongs to which text), `page` and `rendering` (the clean text),
`dates`, `sentences`, `skipped`.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from kg.model import Page
from kg.reading.decoding import decode
from kg.reading.files import HTML, list_pages, read_bytes
from kg.reading.page import make_page
from kg.reading.stream import plain, visible

__all__ = ["list_pages", "read_data", "read_page", "read_text"]


def read_page(path: Path, name: str) -> Page:
    """Read one page file.

    Args:
        path: a `.txt`, `.md` or `.html` file; any other suffix is read as plain text.
        name: the page's name in the build, as `list_pages` gives it. A date in it is the issue date if the page
            prints none.

    Raises:
        InputError: the file cannot be read, is empty, no text, or in no known encoding.
    """
    return read_data(read_bytes(path), str(path), name)


def read_data(data: bytes, where: str, name: str) -> Page:
    """Read one page from bytes.

    Args:
        data: what a page file would hold.
        where: what to call the source in errors.
        name: as for `read_page`; a name that ends in `.html` is read as HTML.

    Raises:
        InputError: the data is empty, no text, or in no known encoding.
    """
    decoded = decode(data, where)
    stream = visible(decoded.text) if Path(name).suffix.lower() in HTML else plain(decoded.text)
    return make_page(decoded.text, stream, name, sha256(data).hexdigest(), decoded.encoding)


def read_text(text: str, name: str) -> Page:
    """Read a page that is already text: any string, the empty one and lone surrogates too.

    Args:
        text: the page.
        name: as for `read_page`; a name that ends in `.html` is read as HTML.
    """
    stream = visible(text) if Path(name).suffix.lower() in HTML else plain(text)
    return make_page(text, stream, name, sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), "str")
