"""Rows as Arrow record batches, and these as Parquet, a batch at a time.

It knows columns and values; nothing of the database that they come from.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, Final

from arro3.core import Array, DataType, Field, RecordBatch, RecordBatchReader, Schema, list_array
from arro3.io import write_parquet

from flows.store.export import Column

_TIME: Final = DataType.timestamp("us", tz="UTC")
_TEXT: Final = DataType.string()
_TYPES: Final = {
    "bigint": DataType.int64(),
    "integer": DataType.int32(),
    "real": DataType.float32(),
    "boolean": DataType.bool(),
    "timestamp with time zone": _TIME,
    "text[]": DataType.list(Field("item", _TEXT)),
}
#: What becomes a column of text: the rest. Rows of a group, which readers take at once.
_GROUP: Final = 2000


def write(
    path: Path, columns: Sequence[Column], batches: Iterable[Sequence[tuple[Any, ...]]]
) -> None:
    """Write batches of rows to a file of their own, each column with its meaning as metadata.

    What goes wrong while batches are made is raised as it is, not as the writer's own error.
    """
    schema = Schema(
        [
            Field(column.name, _type(column), metadata={"meaning": column.meaning})
            for column in columns
        ]
    )
    broken: list[BaseException] = []
    reader = RecordBatchReader.from_batches(
        schema, _noting(broken, _arrow(schema, columns, batches))
    )
    try:
        write_parquet(reader, path, compression="zstd(3)", max_row_group_size=_GROUP)
    except Exception as exc:  # noqa: BLE001 (raised again)
        raise (broken or [exc])[0] from None


def _noting(broken: list[BaseException], made: Iterator[RecordBatch]) -> Iterator[RecordBatch]:
    try:
        yield from made
    except BaseException as exc:
        broken.append(exc)
        raise


def _arrow(
    schema: Schema, columns: Sequence[Column], batches: Iterable[Sequence[tuple[Any, ...]]]
) -> Iterator[RecordBatch]:
    for rows in batches:
        if rows:
            arrays = map(_array, columns, zip(*rows, strict=True))
            yield RecordBatch.from_arrays(list(arrays), schema=schema)


def _type(column: Column) -> DataType:
    return _TYPES.get(column.type, _TEXT)


def _array(column: Column, values: Sequence[Any]) -> Array:
    kind = _type(column)
    if kind == _TIME:
        return Array(values, DataType.int64()).cast(_TIME)
    if column.type == "text[]":  # arrays of the contract are empty, never NULL
        offsets = Array(list(accumulate(map(len, values), initial=0)), DataType.int32())
        return list_array(offsets, Array(list(chain.from_iterable(values)), _TEXT), type=kind)
    return Array(values, kind)
