"""`python -m tests.site.compare BASE_URL`: exits 1 while a difference has no name."""
# ruff: noqa: T201 - a command speaks

import argparse
import sys
from collections import Counter

from tests.site.compare.run import findings


def main(arguments: list[str] | None = None) -> int:
    """Ask both, print what differs; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.site.compare", description=__doc__)
    parser.add_argument("home", help="base URL of a real WordPress")
    parser.add_argument("--only", default="", help="only questions that hold this text")
    asked = parser.parse_args(arguments)
    named: Counter[str] = Counter()
    questions = unnamed = 0
    for finding in findings(asked.home.rstrip("/"), asked.only):
        if finding is None:
            questions += 1
        elif finding.reason:
            named[finding.reason] += 1
        else:
            unnamed += 1
            print(finding)
    print(f"\n{questions} questions to each; {unnamed} differences without a name")
    for reason, times in named.most_common():
        print(f"  {times:4} meant: {reason}")
    return 1 if unnamed else 0


if __name__ == "__main__":
    sys.exit(main())
