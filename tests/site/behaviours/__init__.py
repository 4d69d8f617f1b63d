"""Behaviours: what a site does wrong, each scripted, named and tied to the trap it shows.

To add one, put a file here (or an entry in a file that fits) with a function like these:

    @behaviour()
    def empty_answer(visit: Visit) -> Answer:
        '''A 200 without a body: it must not overwrite an article.'''
        return replace(visit.proceed(), body=b"")

Its name is the function's; its docstring says which trap it shows. Options are keyword arguments;
`@behaviour(path="/feed*")` names what it concerns unless told otherwise.
Switch it on with `site.misbehave("empty_answer", path="/iran/*", first=2, until=some_time)`.
"""

from tests.site.behaviours.chain import (
    Behaviour,
    Chain,
    Proceed,
    Visit,
    behaviour,
    catalogue,
    load,
)  # fmt: skip

__all__ = ["Behaviour", "Chain", "Proceed", "Visit", "behaviour", "catalogue", "load"]
