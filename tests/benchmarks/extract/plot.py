"""Draws how right against how fast: ``plot.py RESULTS.json FIGURE.svg``."""

import json
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
mpl.rcParams["svg.hashsalt"] = "warta"
from matplotlib import pyplot as plt  # noqa: E402

#: Where a name stands from its point, in points: those of neighbours must not meet.
_APART = {
    "jusText": (22, -22),
    "readability-lxml": (-80, -34),
    "trafilatura": (-14, -46),
    "trafilatura, fast": (22, 16),
    "trafilatura, with metadata": (-120, 30),
}


def main() -> None:
    """Draw."""
    source, target = sys.argv[1:]
    rows = json.loads(Path(source).read_text("utf-8"))
    figure, axes = plt.subplots(figsize=(8, 4.5))
    for row in rows:
        share = 100 * row["exact"] / row["articles"]
        colour = "#b3261e" if row["name"] == "warta" else "#37607d"
        axes.scatter(row["pages_per_s"], share, s=60, color=colour, zorder=3)
        is_apart = row["name"] in _APART
        axes.annotate(
            row["name"],
            (row["pages_per_s"], share),
            textcoords="offset points",
            xytext=_APART.get(row["name"], (9, -3)),
            arrowprops={"arrowstyle": "-", "color": "#999", "shrinkB": 4} if is_apart else None,
        )
    axes.set_xscale("log")
    axes.set_ylim(-8, 108)
    axes.set_xlim(10, 6000)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_xlabel("pages a second and core (CPU time, logarithmic)")
    axes.set_ylabel("pages whose text is exact, %")
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(target, metadata={"Date": None})


if __name__ == "__main__":
    main()
