"""One member of a gzip file, read alone and to its proven end.

It knows gzip and files; nothing of WARC.
"""

import zlib
from io import RawIOBase
from typing import BinaryIO, Final

from isal import isal_zlib

#: Bytes that are read at a time.
PIECE_BYTES: Final = 65_536
#: Where a member's flags stand, and those that nobody may set (RFC 1952, section 2.3.1.2).
_FLAGS_AT: Final = 3
_RESERVED: Final = 0b1110_0000


class Member(RawIOBase):
    """One member of a gzip file: readable to its end, where its checksum has been proven.

    Attributes:
        end: where the next one begins, once this one has been read.

    """

    def __init__(self, file: BinaryIO) -> None:
        """Begin where ``file`` stands."""
        self._file = file
        self._inflate = isal_zlib.decompressobj(zlib.MAX_WBITS | 16)  # a third of zlib's time
        self._has_begun = False
        self.end = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # all that is given
        """Read some of it.

        Raises:
            EOFError: the file ends before the member does.
            isal.isal_zlib.error, zlib.error: it is damaged.

        """
        while not self._inflate.eof:
            taken = self._inflate.unconsumed_tail or self._read()
            data = self._inflate.decompress(taken, len(buffer))
            if self._inflate.eof:
                self.end = self._file.tell() - len(self._inflate.unused_data)
            if data:
                buffer[: len(data)] = data
                return len(data)
        return 0

    def _read(self) -> bytes:
        taken = self._file.read(PIECE_BYTES)
        if not taken:
            raise EOFError("the record is cut off")
        if not self._has_begun and len(taken) > _FLAGS_AT and taken[_FLAGS_AT] & _RESERVED:
            raise zlib.error("unknown header flags set")  # which isal itself passes over
        self._has_begun = True
        return taken
