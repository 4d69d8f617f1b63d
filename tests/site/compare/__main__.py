"""`python -m tests.site.compare BASE_URL`: exits 1 while a difference has no name."""
# ruff: noqa: T201 - a command speaks

import argparse
import sys
from collections import Counter

from tests.site.compare import deliberate, judge, mirror, probes, wire
from tests.site.server import serve


def main() -> int:
    """Ask both, print what differs; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.site.compare", description=__doc__)
    parser.add_argument("home", help="base URL of a real WordPress, without a slash at its end")
    parser.add_argument("--only", default="", help="only questions that hold this text")
    home = (asked := parser.parse_args()).home.rstrip("/")
    site = mirror.rebuild(home)
    named: Counter[str] = Counter()
    unnamed = count = 0
    with serve(site) as ours:
        for probe in probes.probes(site, home):
            if asked.only not in str(probe):
                continue
            count += 1
            pair = [
                wire.get(base, probe.target, probe.headers, probe.method)
                for base in (home, ours.base_url)
            ]
            for where, real, other in judge.judge(*pair):
                why = deliberate.reason(str(probe), where)
                named[why] += bool(why)
                if not why:
                    unnamed += 1
                    print(f"{probe}\n    {where}")
                    print(f"    real {real!r:.300}\n    ours {other!r:.300}")
    print(f"\n{count} questions to each; {unnamed} differences without a name")
    print("deliberate ones:")
    for why, times in named.items():
        if why:
            print(f"  {times:4} {why}")
    return 1 if unnamed else 0


if __name__ == "__main__":
    sys.exit(main())
