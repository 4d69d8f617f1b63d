"""How behaviours are named, switched on for some requests, and put in front of the site."""

import importlib
import pkgutil
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase

from tests.site.http import Answer, Request
from tests.site.model import Post
from tests.site.wordpress import WordPress

Proceed = Callable[[Request], Answer]
Behaviour = Callable[..., Answer]
_KNOWN: dict[str, Behaviour] = {}
#: What each behaviour concerns unless told otherwise.
PATHS: dict[str, str] = {}


@dataclass(kw_only=True)
class Visit:
    """One request that a behaviour may answer.

    Attributes:
        count: how many requests the behaviour has met, this one included.
        times: how often this target has been asked of it, this one included.
        memory: the behaviour's own, kept from visit to visit.
        dice: random, the same for each run.
    """

    request: Request
    wordpress: WordPress
    count: int
    times: int
    memory: dict[str, object]
    dice: random.Random
    onward: Proceed = field(repr=False)

    def proceed(self, request: Request | None = None) -> Answer:
        """What the site would say without this behaviour."""
        return self.onward(request or self.request)

    @property
    def post(self) -> Post | None:
        """The live article that the path names, if any."""
        live = self.wordpress.live()
        return next((p for p in live if p.path == self.request.path), None)


def behaviour(path: str = "*") -> Callable[[Behaviour], Behaviour]:
    """Register a behaviour under its function's name; `path` is what it concerns unless told."""

    def register(function: Behaviour) -> Behaviour:
        _KNOWN[function.__name__] = function
        PATHS[function.__name__] = path
        return function

    return register


def load(name: str) -> Behaviour:
    """A behaviour by name.

    Raises:
        KeyError: there is none of that name.
    """
    return catalogue()[name]


def catalogue() -> dict[str, Behaviour]:
    """Every behaviour by name; the first call reads the files of this package."""
    package = importlib.import_module("tests.site.behaviours")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"tests.site.behaviours.{module.name}")
    return dict(sorted(_KNOWN.items()))


@dataclass(kw_only=True)
class _Active:
    """A behaviour that is switched on."""

    name: str
    function: Behaviour
    path: str
    first: int | None
    until: datetime | None
    options: dict[str, object]
    count: int = 0
    times: dict[str, int] = field(default_factory=dict)
    memory: dict[str, object] = field(default_factory=dict)
    dice: random.Random = field(default_factory=lambda: random.Random(7))

    def concerns(self, request: Request, now: datetime) -> bool:
        """Whether it has a say in a request."""
        if self.first is not None and self.count >= self.first:
            return False
        if self.until is not None and now >= self.until:
            return False
        return fnmatchcase(request.path, self.path) or fnmatchcase(request.target, self.path)


class Chain:
    """The behaviours that are on, in the order in which they were switched on."""

    def __init__(self, wordpress: WordPress) -> None:
        """Begin with none: the site behaves."""
        self._wordpress = wordpress
        self._active: list[_Active] = []

    @property
    def is_empty(self) -> bool:
        """Whether none is on."""
        return not self._active

    def add(
        self,
        name: str,
        *,
        path: str = "",
        first: int | None = None,
        until: datetime | None = None,
        **options: object,
    ) -> None:
        """Switch a behaviour on.

        Args:
            name: of the behaviour.
            path: a shell pattern on the path, or on path and query (`/feed*`, `*replytocom=*`);
                the behaviour's own where it is not given.
            first: only for that many requests.
            until: only while the site's clock stands before it.
            **options: of the behaviour.
        """
        function = load(name)
        pattern = path or PATHS[name]
        one = _Active(
            name=name, function=function, path=pattern, first=first, until=until, options=options
        )
        self._active.append(one)

    def remove(self, name: str = "") -> None:
        """Switch one off, or all."""
        self._active = [one for one in self._active if name and one.name != name]

    def answer(self, request: Request, plain: Proceed) -> Answer:
        """The site's answer through everything that is on; the last one on stands outermost."""
        return self._from(len(self._active) - 1, request, plain)

    def _from(self, position: int, request: Request, plain: Proceed) -> Answer:
        if position < 0:
            return plain(request)

        def onward(next_request: Request) -> Answer:
            return self._from(position - 1, next_request, plain)

        active = self._active[position]
        if not active.concerns(request, self._wordpress.now):
            return onward(request)
        active.count += 1
        active.times[request.target] = active.times.get(request.target, 0) + 1
        visit = Visit(
            request=request, wordpress=self._wordpress, count=active.count,
            times=active.times[request.target], memory=active.memory, dice=active.dice,
            onward=onward,
        )  # fmt: skip
        return active.function(visit, **active.options)
