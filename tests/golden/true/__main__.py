"""``python -m tests.golden.true``: which true pieces are lost, by kind, and where."""

import sys
from collections import Counter

from tests.golden.true.losing import beyond, known, lost_from, pieces
from tests.golden.true.places import pages


def main() -> int:
    """Show each that is lost, and end with 1 where one is that is not known to be."""
    given, allowed = pieces(), known()
    lost = lost_from(pages(given))
    for piece in given:
        if places := lost.get(piece.text):
            sys.stdout.write(f"{piece.kind}: {piece.text} ({', '.join(sorted(places))})\n")
    by_kind = Counter(piece.kind for piece in given)
    gone = Counter(piece.kind for piece in given if piece.text in lost)
    for kind, count in by_kind.items():
        sys.stdout.write(f"{kind}: {gone[kind]} of {count}\n")
    new, regained = beyond(lost, allowed), beyond(allowed, lost)
    sys.stdout.write("".join(f"newly lost: {line}\n" for line in new))
    sys.stdout.write("".join(f"no longer lost: {line}\n" for line in regained))
    return 1 if new or regained else 0


if __name__ == "__main__":
    sys.exit(main())
