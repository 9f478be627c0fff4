"""From the trained torch module to the files that ship: 8-bit tables, 16-bit weights, lists of strings."""

from __future__ import annotations

import io
import json
import lzma
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.recognition.tagging import STANDARDS
from kg.training.ner.inventory import Lists
from kg.training.ner.student import Student


def quantized(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """A table as whole numbers of at most 127 with one scale a column; outliers beyond 6 deviations are clipped."""
    limit = np.minimum(np.abs(table).max(0), 6 * table.std(0) + 1e-6)
    scale = limit / 127
    return np.clip(np.round(table / scale), -127, 127).astype(np.int8), scale.astype(np.float32)


def export(model: Student, lists: Lists) -> tuple[dict[str, NDArray[np.int8]], dict[str, NDArray[np.float16]]]:
    """Tables and weights as `kg.recognition.network.Network` takes them."""
    state = {name: value.detach().numpy() for name, value in model.state_dict().items()}
    tables, scales = {}, {}
    for name in ("characters", "pairs", "words"):
        tables[name], scales[name] = quantized(state[name + ".weight"])
        tables[name][0] = 0
    tables["kinds"] = np.pad(lists.kinds, ((1, 0), (0, 0)))
    kinds = np.ones(3 * lists.kinds.shape[1], dtype=np.float32)
    columns = np.concatenate([scales["characters"], scales["pairs"], scales["pairs"], *[scales["words"]] * 3, kinds])
    weights = {"inputs.weight": state["inputs.weight"].T * columns[:, None], "inputs.bias": state["inputs.bias"]}
    for i, dilation in enumerate(model.shape.dilations):
        weights[f"convolution.{i}.weight"] = state[f"convolutions.{i}.linear.weight"].T
        weights[f"convolution.{i}.bias"] = state[f"convolutions.{i}.linear.bias"]
        weights[f"convolution.{i}.dilation"] = np.array(dilation)
    size = model.shape.cells
    half = np.ones(4 * size, dtype=np.float32)
    half[: 2 * size] = half[3 * size :] = 0.5  # torch's gates: i, f, g, o
    both = ("forwards", "backwards")
    weights["cells.input"] = np.stack([state[f"{d}.weight_ih_l0"].T * half for d in both])
    weights["cells.state"] = np.stack([state[f"{d}.weight_hh_l0"].T * half for d in both])
    weights["cells.bias"] = np.stack([(state[f"{d}.bias_ih_l0"] + state[f"{d}.bias_hh_l0"]) * half for d in both])
    weights["heads.weight"] = np.concatenate([state[f"heads.{n}.weight"].T for n in STANDARDS], axis=1)
    weights["heads.bias"] = np.concatenate([state[f"heads.{n}.bias"] for n in STANDARDS])
    return tables, {name: array.astype(np.float16) for name, array in weights.items()}


def save(
    folder: Path, lists: Lists, tables: dict[str, NDArray[np.int8]], weights: dict[str, NDArray[np.float16]]
) -> None:
    """Write a model's files; the same values give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, arrays in (("tables", tables), ("weights", weights)):
        buffer = io.BytesIO()
        np.savez(buffer, **{key: arrays[key] for key in sorted(arrays)})  # type: ignore[arg-type]
        (folder / f"{name}.npz").write_bytes(buffer.getvalue())
    strings = {"characters": lists.characters, "pairs": lists.pairs, "words": lists.words}
    packed = lzma.compress(json.dumps(strings, ensure_ascii=False).encode(), preset=9)
    (folder / "strings.json.xz").write_bytes(packed)
