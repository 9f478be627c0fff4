"""Files and folders become pages with unique names, in an order that nothing but their names decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading import list_pages


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("柳河镇修路。", encoding="utf-8")


def test_a_folder_is_searched_to_any_depth(tmp_path: Path) -> None:
    make(tmp_path, "b.md", "a.txt", "x/y/c.html", "x/d.HTM", "photo.png", ".hidden.txt", ".git/e.txt", "note.json")
    assert [name for name, _ in list_pages([tmp_path])] == ["a.txt", "b.md", "x/d.HTM", "x/y/c.html"]


def test_a_file_is_named_by_itself_and_counts_once(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "log.text")
    pages = list_pages([tmp_path / "a.txt", str(tmp_path), tmp_path / "log.text"])
    assert [name for name, _ in pages] == ["a.txt", "log.text"]
    assert pages[0][1].read_text(encoding="utf-8")


def test_names_that_clash_get_their_folders(tmp_path: Path) -> None:
    make(tmp_path, "one/a.txt", "two/a.txt", "two/b.txt")
    pages = list_pages([tmp_path / "one", tmp_path / "two"])
    assert [name for name, _ in pages] == ["b.txt", "one/a.txt", "two/a.txt"]


def test_the_order_given_does_not_matter(tmp_path: Path) -> None:
    make(tmp_path, "one/a.txt", "two/a.txt", "three/c.txt")
    folders = [tmp_path / n for n in ("one", "two", "three")]
    assert list_pages(folders) == list_pages(folders[::-1])


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_nothing_to_read_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError) as caught:
        list_pages([tmp_path / name])
    assert name in caught.value.where and caught.value.remedy
