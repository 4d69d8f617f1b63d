"""The parameters of a collection: how they are read, their limits, and the words of refusal."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tests.site.http import Request
from tests.site.surfaces.rest.wire import RestError

ORDERS = ("asc", "desc")
ORDERINGS = (
    "author", "date", "id", "include", "modified", "parent", "relevance", "slug",
    "include_slugs", "title",
)  # fmt: skip
LISTS = ("author", "author_exclude", "exclude", "include", "slug", "categories",
         "categories_exclude", "tags", "tags_exclude")  # fmt: skip
# In the order of WordPress's schema. Those of the first rank have a check of their own: while one
# of them is wrong, nothing is said of the others.
_FIRST_RANK = ("context", "page", "per_page")
_SECOND_RANK = ("after", "modified_after", "author", "author_exclude",
            "before", "modified_before", "exclude", "include", "offset", "order", "orderby",
            "status", "categories", "categories_exclude", "tags", "tags_exclude")  # fmt: skip
_DATE = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}(?::?\d{2})?)?"
)
_LIMITS: Mapping[str, tuple[int | None, int | None, int]] = {
    "page": (1, None, 1), "per_page": (1, 100, 10), "offset": (None, None, 0),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Params:
    """A collection's parameters, valid.

    Attributes:
        dates: the bounds given (`after before modified_after modified_before`), aware.
        lists: the id lists given; `slug` holds words.
    """

    page: int
    per_page: int
    offset: int | None
    order: str
    orderby: str
    search: str
    dates: Mapping[str, datetime]
    lists: Mapping[str, tuple[str, ...]]

    def ids(self, name: str) -> tuple[int, ...]:
        """A list of ids; empty where it was not given."""
        return tuple(int(value) for value in self.lists.get(name, ()))

    def wants(self, number: int, slug: str) -> bool:
        """Whether `include`, `exclude` and `slug` leave an item in."""
        return (
            (not self.lists.get("include") or number in self.ids("include"))
            and number not in self.ids("exclude")
            and (not self.lists.get("slug") or slug in self.lists["slug"])
        )


class _InvalidError(Exception):
    """One parameter that is wrong."""

    def __init__(self, message: str, code: str, data: object = None) -> None:
        super().__init__(message)
        self.detail = {"code": code, "message": message, "data": data}


def read(request: Request, zone: ZoneInfo) -> Params:
    """The parameters of a request; a date without offset is the site's own time (`zone`).

    Raises:
        RestError: some are wrong: 400, each with its reason.
    """
    query = {name.removesuffix("[]"): value for name, value in request.query.items()}
    wrong: dict[str, dict[str, object]] = {}
    values: dict[str, object] = {}
    for rank in (_FIRST_RANK, _SECOND_RANK):
        for name in rank:
            if name in query:
                try:
                    values[name] = _check(name, query[name], zone)
                except _InvalidError as error:
                    wrong[name] = error.detail
        if wrong:
            raise _refusal(wrong)
    return _params(query, values)


def _refusal(wrong: dict[str, dict[str, object]]) -> RestError:
    return RestError(
        "rest_invalid_param",
        f"Invalid parameter(s): {', '.join(wrong)}",
        400,
        params={name: detail["message"] for name, detail in wrong.items()},
        details=wrong,
    )


def _params(query: dict[str, str], values: dict[str, object]) -> Params:
    _refuse(query)
    offset = values.get("offset")
    return Params(
        page=_number(values.get("page"), 1),
        per_page=_number(values.get("per_page"), 10),
        offset=offset if isinstance(offset, int) else None,
        order=str(values.get("order", "desc")),
        orderby=str(values.get("orderby", "date")),
        search=query.get("search", ""),
        dates={name: value for name, value in values.items() if isinstance(value, datetime)},
        lists={n: tuple(query[n].split(",")) for n in LISTS if query.get(n)},
    )


def _number(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise


def _refuse(query: dict[str, str]) -> None:
    if query.get("context") == "edit":
        message = "Sorry, you are not allowed to edit posts in this post type."
        raise RestError("rest_forbidden_context", message, 401)
    if query.get("orderby") == "relevance" and not query.get("search"):
        message = "You need to define a search term to order by relevance."
        raise RestError("rest_no_search_term_defined", message, 400)
    if query.get("orderby") == "include" and not query.get("include"):
        message = "You need to define an include parameter to order by include."
        raise RestError("rest_orderby_include_missing_include", message, 400)


def _check(name: str, value: str, zone: ZoneInfo) -> object:
    if name in _LIMITS:
        return _whole(name, value)
    if name in ("after", "before", "modified_after", "modified_before"):
        return _date(value, zone)
    if name in ("order", "orderby", "context"):
        return _one_of(name, value)
    if name == "status":
        return _status(value)
    for position, part in enumerate(value.split(",")):
        if value and not part.strip().isdigit():
            message = f"{name}[{position}] is not of type integer."
            raise _InvalidError(message, "rest_invalid_type", {"param": f"{name}[{position}]"})
    return value


def _whole(name: str, value: str) -> int:
    if not re.fullmatch(r"-?\d+", value):
        message = f"{name} is not of type integer."
        raise _InvalidError(message, "rest_invalid_type", {"param": name})
    least, most, _ = _LIMITS[name]
    number = int(value)
    if least is None:
        return abs(number)
    if number >= least and (most is None or number <= most):
        return number
    if most is None:
        message = f"{name} must be greater than or equal to {least}"
    else:
        message = f"{name} must be between {least} (inclusive) and {most} (inclusive)"
    raise _InvalidError(message, "rest_out_of_bounds")


def _one_of(name: str, value: str) -> str:
    known = {"order": ORDERS, "orderby": ORDERINGS, "context": ("view", "embed", "edit")}[name]
    if value in known:
        return value
    named = ", ".join(known[:-1]) + f", and {known[-1]}"
    if len(known) == 2:
        named = " and ".join(known)
    raise _InvalidError(f"{name} is not one of {named}.", "rest_not_in_enum")


def _status(value: str) -> str:
    if value == "publish":
        return value
    raise _InvalidError("Status is forbidden.", "rest_forbidden_status", {"status": 401})


def _date(value: str, zone: ZoneInfo) -> datetime:
    found = _DATE.fullmatch(value)
    if not found:
        raise _InvalidError("Invalid date.", "rest_invalid_date")
    offset = (found[3] or "").replace("Z", "+00:00")
    try:
        at = datetime.fromisoformat(f"{found[1]}T{found[2]}{offset}")
    except ValueError as error:
        raise _InvalidError("Invalid date.", "rest_invalid_date") from error
    return at if at.tzinfo else at.replace(tzinfo=zone)
