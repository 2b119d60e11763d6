#!/usr/bin/env python3
"""Writes test/fixtures/npy/arrays.json: .npy files of every type that is read, as NumPy writes them, with their values.

Regenerate: python3 -m venv /tmp/venv && /tmp/venv/bin/pip install numpy && /tmp/venv/bin/python test/reference/npy.py
"""

import base64
import io
import json
import pathlib

import numpy as np

OUT = pathlib.Path(__file__).resolve().parents[1] / "fixtures" / "npy" / "arrays.json"


def main() -> None:
    numbers = np.array([[0.5, -2, 3], [40, 5.25, 60]])
    cube = np.arange(24).reshape(2, 3, 4)
    arrays = {
        **{kind: numbers.astype(kind) for kind in ["<f2", "<f4", ">f4", "<f8", ">f8", "<i2", ">i4", "<i8", "i1"]},
        **{kind: np.abs(numbers).astype(kind) for kind in ["u1", "<u2", ">u4", "<u8"]},
        "bool": numbers > 0,
        "fortran": np.asfortranarray(cube),
        "cube": cube.astype(np.float32),
        "flat": np.array([1.5, 2.5]),
        "names": np.array(["ham", "späm 🙂", ""]),
        "bytes": np.array([b"a", b"bcd"]),
        "big names": np.array(["ham", "spam"], dtype=">U8"),
    }
    files = []
    for name, array in arrays.items():
        buffer = io.BytesIO()
        np.save(buffer, array)
        values = [value.decode() if isinstance(value, bytes) else value for value in array.ravel().tolist()]
        values = [int(value) if isinstance(value, bool) else value for value in values]
        files.append({"name": name, "data": base64.b64encode(buffer.getvalue()).decode(), "shape": array.shape, "values": values})
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, numbers, version=(2, 0))
    files.append({"name": "version 2", "data": base64.b64encode(buffer.getvalue()).decode(), "shape": [2, 3], "values": numbers.ravel().tolist()})
    refused = {}
    for name, array in {
        "complex": np.array([1j]),
        "date": np.array(["2020-01-01"], dtype="datetime64[D]"),
        "object": np.array([{}], dtype=object),
        "structured": np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]),
    }.items():
        buffer = io.BytesIO()
        np.save(buffer, array, allow_pickle=True)
        refused[name] = base64.b64encode(buffer.getvalue()).decode()
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps({"files": files, "refused": refused}, indent=1) + "\n")


main()
