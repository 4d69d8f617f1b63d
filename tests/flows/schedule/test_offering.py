"""What goes wrong with Prefect's server is one line, whichever way its library raises it."""

import asyncio

import httpx
import pytest
from prefect.deployments.runner import DeploymentApplyError
from prefect.exceptions import PrefectException, PrefectHTTPStatusError
from prefect.utilities.services import critical_service_loop

from flows.schedule import offering
from flows.schedule.process import RefusedError, ServeError, StalledError

ASKED = httpx.Request("POST", "http://127.0.0.1:4200/api/deployments/")


def answered(status: int) -> httpx.HTTPStatusError:
    """The error of an answer."""
    answer = httpx.Response(status, request=ASKED, json={"exception_message": "rusak"})
    return PrefectHTTPStatusError.from_httpx_error(
        httpx.HTTPStatusError(f"status {status}", request=ASKED, response=answer)
    )


def caused(exc: Exception, cause: Exception) -> Exception:
    """An error as `raise exc from cause` leaves it."""
    exc.__cause__ = cause
    return exc


def exceeded() -> RuntimeError:
    """What Prefect's runner raises where the server fails it again and again."""

    async def ask() -> None:
        raise httpx.ConnectError("")

    with pytest.raises(RuntimeError) as raised:
        asyncio.run(critical_service_loop(ask, 0, consecutive=1, printer=lambda *_: None))
    return raised.value


@pytest.mark.parametrize(
    ("exc", "kind", "why"),
    [
        (ExceptionGroup("", [exceeded()]), ServeError, "exceeded error threshold"),
        (ExceptionGroup("", [ExceptionGroup("", [PrefectException("a\nb")])]), ServeError, "a"),
        (PrefectException(), ServeError, "PrefectException"),
        (httpx.ReadTimeout(""), ServeError, "ReadTimeout"),
        (answered(503), ServeError, "503"),
        (answered(500), RefusedError, "500"),
        (caused(DeploymentApplyError("tak bisa"), answered(500)), RefusedError, "tak bisa"),
        (caused(DeploymentApplyError("sibuk"), answered(503)), ServeError, "sibuk"),
    ],
)
def test_what_the_server_does_wrong_is_told_in_a_line(
    exc: Exception, kind: type[ServeError], why: str
) -> None:
    """Only what says that it can't be done, not now nor later, puts its database in doubt."""
    with pytest.raises(ServeError) as raised, offering.told():
        raise exc
    assert type(raised.value) is kind
    assert why in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "exc",
    [
        KeyError("x"),
        StalledError("diam"),
        ExceptionGroup("", [OSError()]),
        RuntimeError("dictionary changed size during iteration"),
        RecursionError(),
        NotImplementedError(),
        ExceptionGroup("", [NotImplementedError()]),
    ],
)
def test_what_is_no_fault_of_the_servers_stays_what_it_is(exc: Exception) -> None:
    """A defect of ours keeps its traceback."""
    with pytest.raises(type(exc)) as raised, offering.told():
        raise exc
    assert raised.value is exc
