"""`python -m kg.cookbook OUT`: run every block of the cookbook over the sample graph and write pages and pictures."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.cookbook import HERE, cooked

if __name__ == "__main__":
    for name, data in cooked(Path(sys.argv[1] if len(sys.argv) > 1 else "out")).items():
        (HERE / name).write_bytes(data)
