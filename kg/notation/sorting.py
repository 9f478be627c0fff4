"""Lines in order, each once, in bounded memory: what does not fit is sorted in runs on disk that are merged again."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from tempfile import TemporaryFile
from typing import IO

MOST = 500_000  # lines held at a time, some 200 MB of them


class Lines:
    """Sorted lines without repetitions, which can be gone through several times, one after another.

    Lines are sorted by their code points, which is also the order of their UTF-8 bytes. Each ends with its only line
    feed and holds no lone surrogate.

    Args:
        lines: in any order, with repetitions.
        most: how many to hold in memory; when there are more, runs of so many go to unnamed temporary files.
    """

    def __init__(self, lines: Iterable[str], most: int = MOST) -> None:
        rest = iter(lines)
        self.held = run(rest, most)
        self.files: list[IO[bytes]] = []
        following = run(rest, most)
        if following:
            self.files = [spilt(self.held)]
            self.held = []
        while following:
            self.files.append(spilt(following))
            following = run(rest, most)

    def __iter__(self) -> Iterator[str]:
        """The lines."""
        if not self.files:
            yield from self.held
            return
        for file in self.files:
            file.seek(0)
        for line, _ in groupby(heapq.merge(*self.files)):
            yield line.decode()


def run(lines: Iterator[str], most: int) -> list[str]:
    """The next lines, sorted, each once. Sorting first is faster than a set: they come nearly in order."""
    return list(dict.fromkeys(sorted(islice(lines, most))))


def spilt(lines: list[str]) -> IO[bytes]:
    """A run as a file that is gone when nobody holds it any more."""
    file = TemporaryFile()  # noqa: SIM115  it lives as long as the lines
    file.writelines(line.encode() for line in lines)
    return file
