"""Saved pages, each with the article that it holds.

A page is ``saved/GROUP/NAME.html.gz`` or ``.txt.gz``, its article ``expected/GROUP/NAME.json``,
from what the author of the page wrote into it, never from what an extractor made of it.
``floor.json`` says how well extraction must do: it may be raised, never lowered.
"""
