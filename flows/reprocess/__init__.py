"""A new extractor over all that was captured: first in shadow, then, if it is better, for good.

No request is made. ``flow`` is the flow; ``batch`` what a worker does, ``spread`` how workers are
kept busy, ``differences`` what is told of a page that would change, ``promote`` how what was read
takes the place of what was read before.
"""
