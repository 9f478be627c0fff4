"""Encodings are detected strictly, and what is no page is refused with file, byte and remedy."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading import read_page, read_text

TEXT = "柳河镇修路\n\n本报讯（记者 林晓）近日，柳河镇的新路修好了，村民们进城方便了许多。\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("gb18030"), "gb18030"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        ("A page in plain ASCII, 2031.\n".encode("ascii"), "utf-8"),
        ("A page, 2031.\n".encode("utf-16-le"), "utf-16-le"),
        (("AB 12 " * 40 + "柳河").encode("gb18030"), "gb18030"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    page = read_page(path, "a.txt")
    assert page.encoding == encoding
    assert page.text in (TEXT, "A page in plain ASCII, 2031.\n", "A page, 2031.\n", "AB 12 " * 40 + "柳河")
    assert page.articles


@pytest.mark.parametrize(
    ("data", "what", "byte"),
    [
        (b"", "empty", None),
        (b" \n\t", "empty", None),
        ("\u3000\n".encode(), "white space", None),
        (bytes(range(256)) * 8, "binary", 128),
        (b"%PDF-1.7 text", "PDF", 0),
        (b"\x89PNG\r\n", "PNG", 0),
        (b"PK\x03\x04", "ZIP", 0),
        (TEXT.encode() + b"\xff" + TEXT.encode(), "neither UTF-8", len(TEXT.encode())),
        (TEXT.encode()[:-2], "neither UTF-8", len(TEXT.encode()) - 4),
        (b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00", "utf-16-le", 2 + 2 * len(TEXT)),
        (b"\x00\x01\x02" * 50, "binary", 0),
    ],
)
def test_refusals_name_file_and_byte(tmp_path: Path, data: bytes, what: str, byte: int | None) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_page(path, "bad.txt")
    assert what in caught.value.what
    assert caught.value.where == (str(path) if byte is None else f"{path}:{byte}")
    assert caught.value.remedy


def test_what_is_no_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(InputError) as caught:
            read_page(path, "x")
        assert caught.value.where == str(path) and caught.value.remedy


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(InputError, match="permission"):
        read_page(path, "secret.txt")


@pytest.mark.parametrize("text", ["", "\n", "\ud800", "\x00\x01", "。", "*", "#", "　", "---\n", "\r"])
def test_nothing_to_read_is_no_crash(text: str) -> None:
    page = read_text(text, "a.txt")
    assert page.text == text
    page.clean.encode("utf-8")


def test_controls_and_lone_surrogates_stay_in_the_text_only() -> None:
    page = read_text("柳河\ud800镇\x07修\u200b路。", "a.txt")
    assert page.clean == "柳河镇修路。"
    assert [(s.start, s.end, s.reason) for s in page.skipped] == [
        (2, 3, "control character"),
        (4, 5, "control character"),
        (6, 7, "control character"),
    ]
