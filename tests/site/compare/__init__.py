"""The simulator beside a real WordPress: what a crawler could tell them apart by.

`python -m tests.site.compare http://127.0.0.1:8480` rebuilds the real site's posts in a simulator
(through the real site's own REST), asks both the same things, and prints every difference. What is
meant to differ is named in `deliberate`, with its reason; nothing of the real site is kept.
"""
