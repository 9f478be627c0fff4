"""Writing a judgement down: one more line in a seed folder's judgements.csv, which the next build with it obeys."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from kg.errors import InputError
from kg.resolution.seeds import READERS, EdgeJudgement, Judgement, load_seeds, read_rows

FILE = "judgements.csv"


def written(judgement: Judgement | EdgeJudgement) -> tuple[str, str, str, str]:
    """The first four cells of a judgement's line."""
    if isinstance(judgement, Judgement):
        return "same" if judgement.same else "different", judgement.type.value, judgement.one, judgement.other
    title = "" if judgement.title is None else f":{judgement.title}"
    verdict = "right" if judgement.right else "wrong"
    return verdict, f"{judgement.predicate.value}{title}", judgement.one, judgement.other


def judgements_in(folder: Path) -> tuple[Judgement | EdgeJudgement, ...]:
    """The judgements that a folder holds, none where it or its file is missing.

    Raises:
        InputError: a line is not as it should be.
    """
    path = folder / FILE
    rows = read_rows(path, *READERS["judgements"]) if path.exists() else []
    return tuple(row for row in rows if isinstance(row, Judgement | EdgeJudgement))


def judge(folder: Path, judgement: Judgement | EdgeJudgement, reason: str) -> Path:
    """Append a judgement to `folder/judgements.csv`; folder and file are made if missing.

    Args:
        folder: a folder of seed tables (`kg build --seeds`).
        judgement: what is decided; the last line on a pair counts.
        reason: why, kept as the line's comment.

    Returns:
        The file.

    Raises:
        InputError: a side is not valid, the file is not a table of judgements, or it cannot be written.
    """
    columns, read = READERS["judgements"]
    path = folder / FILE
    cells = [" ".join(c.split()) for c in (*written(judgement), reason)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8-sig") if path.exists() else ",".join(columns) + "\n"
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(cells)
        staged = path.with_suffix(".next")
        staged.write_text(before + ("" if before.endswith("\n") else "\n") + line.getvalue(), encoding="utf-8")
        try:
            read_rows(staged, columns, read)
        except InputError:
            staged.unlink()
            raise
        staged.replace(path)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot write: {error}", str(path), "Choose a folder of seed tables") from error
    load_seeds(folder)
    return path
