"""Which files are pages, and what each is called: files and folders in, (name, path) pairs out, sorted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from kg.errors import InputError

HTML = frozenset({".html", ".htm", ".xhtml"})
PAGES = frozenset({".txt", ".md", ".markdown"}) | HTML


def list_pages(paths: Iterable[str | Path]) -> list[tuple[str, Path]]:
    """Every page in the files and folders given.

    A file's name is its own; a file's in a folder is its path below that folder, with forward slashes. Where two
    pages would have the same name, folders above are put before it until none do. Folders are searched to any depth;
    hidden files and files of other kinds in them are left out. A file given by itself is a page whatever its suffix.

    Returns:
        Pairs of unique name and path, sorted by name. A file reached twice counts once.

    Raises:
        InputError: a path does not exist or cannot be listed, or there is no page at all.
    """
    given = [Path(p) for p in paths]
    found: dict[Path, tuple[Path, int]] = {}  # resolved path -> (path, number of trailing parts in its name)
    for path in given:
        if path.is_dir():
            for file in pages_below(path):
                found.setdefault(file.resolve(), (file, len(file.relative_to(path).parts)))
        elif path.exists() and not path.is_file():
            raise InputError("not a regular file", str(path), "Copy it to a file first")
        elif path.exists():
            found.setdefault(path.resolve(), (path, 1))
        else:
            raise InputError("no such file or folder", str(path), "Check the path")
    if not found:
        kinds = ", ".join(sorted(PAGES))
        raise InputError(f"no page ({kinds})", ", ".join(map(str, given)), "Give a file or a folder with pages")
    return sorted(unique_names(found))


def pages_below(folder: Path) -> list[Path]:
    """Pages in a folder and its folders, sorted, without hidden ones."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise InputError(f"cannot list the folder: {error.strerror}", str(folder), "Check its permissions") from error
    files: list[Path] = []
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            files += [] if entry.is_symlink() else pages_below(entry)
        elif entry.suffix.lower() in PAGES and (entry.is_file() or not entry.exists()):
            files.append(entry)
    return files


def unique_names(found: dict[Path, tuple[Path, int]]) -> list[tuple[str, Path]]:
    """Name each page by its last parts, by more of them where names clash."""
    depth = {real: parts for real, (_, parts) in found.items()}
    while True:
        names: dict[str, list[Path]] = defaultdict(list)
        for real in found:
            names["/".join(real.parts[-depth[real] :])].append(real)
        clashes = [real for group in names.values() if len(group) > 1 for real in group]
        if not clashes:
            return [(readable(name), found[group[0]][0]) for name, group in names.items()]
        for real in clashes:
            depth[real] += 1


def readable(name: str) -> str:
    """A name whose bytes are no UTF-8, with U+FFFD for those bytes: what can be written everywhere."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_bytes(path: Path) -> bytes:
    """The bytes of a page.

    Raises:
        InputError: it is a folder, is not there, or may not be read.
    """
    if path.exists() and not path.is_dir() and not path.is_file():
        raise InputError("not a regular file", str(path), "Copy it to a file first")
    try:
        return path.read_bytes()
    except IsADirectoryError as error:
        raise InputError("this is a folder, not a page", str(path), "Give a file, or build the folder") from error
    except FileNotFoundError as error:
        raise InputError("no such file", str(path), "Check the path") from error
    except PermissionError as error:
        raise InputError("no permission to read the file", str(path), "Change its permissions") from error
    except OSError as error:
        raise InputError(f"cannot read the file: {error.strerror}", str(path), "Check the path and the disk") from error
