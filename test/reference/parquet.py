#!/usr/bin/env python3
"""Writes test/fixtures/parquet: one table in every compression and with and without dictionaries, as PyArrow writes it, and its values
as JSON (dates as milliseconds since 1970).

Regenerate: python3 -m venv /tmp/venv && /tmp/venv/bin/pip install pyarrow numpy && /tmp/venv/bin/python test/reference/parquet.py
"""

import datetime
import decimal
import json
import pathlib

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

OUT = pathlib.Path(__file__).resolve().parents[1] / "fixtures" / "parquet"
ROWS = 60


def main() -> None:
    random = np.random.default_rng(7)
    day = datetime.datetime(2021, 3, 4, 5, 6, 7, 89000)
    label = ["up" if i % 3 else "down" for i in range(ROWS)]
    embedding = (random.normal(size=(ROWS, 5)) + [[i % 3 == 0] for i in range(ROWS)]).astype(np.float32)
    double = random.normal(size=(ROWS, 2, 3))
    missing = {4, 17}
    columns = {
        "id": pa.array([f"u{i:03d}" for i in range(ROWS)]),
        "int": pa.array([None if i in missing else i * i for i in range(ROWS)], pa.int64()),
        "small": pa.array([i % 7 for i in range(ROWS)], pa.uint8()),
        "float": pa.array([None if i in missing else 0.5 * i for i in range(ROWS)], pa.float32()),
        "double": pa.array([float("nan") if i in missing else 0.1 * i for i in range(ROWS)], pa.float64()),
        "decimal": pa.array([decimal.Decimal(i) / 4 for i in range(ROWS)], pa.decimal128(9, 2)),
        "flag": pa.array([None if i in missing else i % 2 == 0 for i in range(ROWS)]),
        "city": pa.array([None if i in missing else ["Bonn", "Köln", "Ulm"][i % 3] for i in range(ROWS)]),
        "coded": pa.array(["red" if i % 4 else "blue" for i in range(ROWS)]).dictionary_encode(),
        "note": pa.array([f"a note of several words, number {i}" for i in range(ROWS)]),
        "seen": pa.array([None if i in missing else day + datetime.timedelta(hours=i) for i in range(ROWS)], pa.timestamp("us")),
        "day": pa.array([(day + datetime.timedelta(days=i)).date() for i in range(ROWS)]),
        "embedding": pa.array([None if i in missing else row for i, row in enumerate(embedding.tolist())], pa.list_(pa.float32())),
        "matrix": pa.array(double.tolist(), pa.list_(pa.list_(pa.float64()))),
        "fixed": pa.array(embedding[:, :3].tolist(), pa.list_(pa.float32(), 3)),
        "tags": pa.array([["x", "y"] if i % 2 else ["x"] for i in range(ROWS)]),
        "label": pa.array(label),
    }
    table = pa.table(columns)
    OUT.mkdir(parents=True, exist_ok=True)
    for name, options in {
        "plain": {"compression": "none", "use_dictionary": False},
        "snappy": {"compression": "snappy"},
        "gzip": {"compression": "gzip"},
        "zstd": {"compression": "zstd", "data_page_version": "2.0"},
        "lz4": {"compression": "lz4"},
        "brotli": {"compression": "brotli"},
    }.items():
        pq.write_table(table, OUT / f"{name}.parquet", row_group_size=25, **options)

    def plain(value):
        if isinstance(value, datetime.datetime):
            return round(value.replace(tzinfo=datetime.timezone.utc).timestamp() * 1000)
        if isinstance(value, datetime.date):
            return round(datetime.datetime(value.year, value.month, value.day, tzinfo=datetime.timezone.utc).timestamp() * 1000)
        if isinstance(value, decimal.Decimal):
            return float(value)
        if isinstance(value, float) and value != value:
            return None
        return value

    values = {name: [plain(value) for value in column.to_pylist()] for name, column in columns.items()}
    (OUT / "values.json").write_text(json.dumps(values, separators=(",", ":")) + "\n")


main()
