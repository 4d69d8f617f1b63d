"""One member of a gzip file, read alone and to its proven end.

It knows gzip and files; nothing of WARC.
"""

import zlib
from io import RawIOBase
from typing import BinaryIO, Final

from isal import isal_zlib

#: Bytes that are read at a time.
PIECE_BYTES: Final = 65_536


class Member(RawIOBase):
    """One member of a gzip file: readable to its end, where its checksum has been proven.

    Attributes:
        end: where the next one begins, once this one has been read.

    """

    def __init__(self, file: BinaryIO) -> None:
        """Begin where ``file`` stands."""
        self._file = file
        self._inflate = isal_zlib.decompressobj(zlib.MAX_WBITS | 16)  # a third of zlib's time
        self.end = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # all that is given
        """Read some of it.

        Raises:
            EOFError: the file ends before the member does.
            isal.isal_zlib.error: it is damaged.

        """
        while not self._inflate.eof:
            taken = self._inflate.unconsumed_tail or self._file.read(PIECE_BYTES)
            if not taken:
                raise EOFError("the record is cut off")
            data = self._inflate.decompress(taken, len(buffer))
            if self._inflate.eof:
                self.end = self._file.tell() - len(self._inflate.unused_data)
            if data:
                buffer[: len(data)] = data
                return len(data)
        return 0
