"""Known strings looked up all at once: a text's codes go in, the number of the known string at each place comes out.

Instead of walking an automaton in Python, every stretch of a length is hashed in one sweep of numpy and searched for
among the sorted hashes of the known strings. 64 bits keep the chance of a false hit below one in 10^9 a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no code is lost; the golden ratio's bits
NONE = -1  # the number of an unknown string


@cache
def narrow_codes() -> NDArray[np.uint32]:
    """By code point of the basic plane: the code of its half-width or compatible form, if that is one character."""
    import unicodedata

    codes = np.arange(0x10000, dtype=np.uint32)
    for code in (
        0x3000,
        *range(0xFF01, 0xFF5F),
        *range(0x2460, 0x24EA),
        *range(0xFE30, 0xFE50),
        *range(0xFFE0, 0xFFE7),
    ):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            codes[code] = ord(plain)
    return codes


def codes_of(text: str) -> NDArray[np.uint32]:
    """Code points of a text, one a character, full-width forms as half-width, capitals of ASCII as small letters."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint32)
    low = codes < 0x10000
    codes[low] = narrow_codes()[codes[low]]
    capital = (codes >= 65) & (codes <= 90)
    codes[capital] += 32
    return codes


def as_read(text: str) -> str:
    """A text as its codes say it; half of a surrogate pair becomes U+FFFD."""
    return codes_of(text).astype("<u4").tobytes().decode("utf-32-le", "replace")


def hashes(codes: NDArray[np.uint32], length: int) -> NDArray[np.uint64]:
    """Hash of the stretch of `length` codes that begins at each place; shorter than the codes by length - 1."""
    count = max(0, len(codes) - length + 1)
    value = np.full(count, length, dtype=np.uint64)
    for i in range(length):
        value = value * BASE + codes[i : i + count].astype(np.uint64)
        value ^= value >> np.uint64(29)
    return value


class Strings:
    """A set of known strings, each with its number in the order given."""

    def __init__(self, strings: Sequence[str]) -> None:
        """Index the strings; they must differ after `codes_of`."""
        by_length: dict[int, list[int]] = {}
        for number, string in enumerate(strings):
            by_length.setdefault(len(string), []).append(number)
        self.lengths = tuple(sorted(by_length))
        keys, numbers = [], []
        for length in self.lengths:
            rows = codes_of("".join(strings[n] for n in by_length[length]))
            keys.append(hashes(rows, length)[::length])
            numbers.append(np.array(by_length[length], dtype=np.int32))
        self._keys: NDArray[np.uint64] = np.concatenate(keys) if keys else np.zeros(0, dtype=np.uint64)
        order = np.argsort(self._keys, kind="stable")
        self._keys = np.append(self._keys[order], np.uint64(2**64 - 1))
        self._numbers = np.append(np.concatenate(numbers)[order] if numbers else np.zeros(0, dtype=np.int32), NONE)

    def find(self, codes: NDArray[np.uint32], length: int) -> NDArray[np.int32]:
        """The number of the known string of `length` that begins at each place, or -1; as long as `codes`."""
        wanted = hashes(codes, length)
        at = np.searchsorted(self._keys, wanted)
        at[at == len(self._keys)] = len(self._keys) - 1
        found = np.where(self._keys[at] == wanted, self._numbers[at], NONE).astype(np.int32)
        return np.concatenate([found, np.full(len(codes) - len(found), NONE, dtype=np.int32)])


def counts(strings: Strings, codes: Iterable[NDArray[np.uint32]], total: int) -> NDArray[np.int64]:
    """How often each of `total` known strings occurs in these texts, overlaps counted."""
    tally = np.zeros(total, dtype=np.int64)
    for part in codes:
        for length in strings.lengths:
            found = strings.find(part, length)
            tally += np.bincount(found[found >= 0], minlength=total)
    return tally
