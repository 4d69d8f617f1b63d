"""Reading captures again as Prefect and Dask take it; no engine is started here."""

import sys
from collections.abc import Callable
from typing import Any

import cloudpickle
import pytest
from prefect.exceptions import ParameterTypeError

from flows.reprocess import reader, through_prefect
from flows.reprocess.batch import Batch, Tally
from flows.settings import SettingsError
from tests.flows.reprocess.trials import PAGES
from tests.flows.world import Archive


@pytest.mark.parametrize("name", ["reprocess_flow", "read_batch_task"])
def test_dask_can_carry_it(name: str) -> None:
    """With a task goes the flow, and all that its function names."""
    assert cloudpickle.loads(cloudpickle.dumps(getattr(through_prefect, name))).name


def test_a_task_reads_a_batch_by_what_its_own_environment_says(
    archive: Archive, load: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is handed captures by their ids; twice, it reads them once."""
    load(*PAGES)
    for name, value in archive.environ.items():
        monkeypatch.setenv(name, value)
    ids = [page.id for page in PAGES]
    batch = Batch(site="purnawarta", reader=reader.reader(archive.settings.site()), capture_ids=ids)
    assert through_prefect.read_batch_task.fn(batch, None) == Tally(read=6)
    assert through_prefect.read_batch_task.fn(batch, "https://purnawarta.com") == Tally()


@pytest.mark.parametrize(
    ("parameters", "is_fine"),
    [
        ({}, True),
        ({"expect": "body,blocks", "promote": True, "jobs": 2}, True),
        ({"dask": "tcp://dask.example.org:8786"}, True),
        ({"dask": "dask.example.org"}, False),
        ({"jobs": 0}, False),
        ({"site_url": "example.org"}, False),
    ],
)
def test_the_form_refuses_what_cannot_be(parameters: dict[str, Any], is_fine: bool) -> None:  # noqa: FBT001
    """Before a run begins."""
    if is_fine:
        assert through_prefect.reprocess_flow.validate_parameters(parameters)
    else:
        with pytest.raises(ParameterTypeError):
            through_prefect.reprocess_flow.validate_parameters(parameters)


def test_without_dask_it_says_where_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most wartas do without."""
    monkeypatch.setitem(sys.modules, "prefect_dask", None)
    with pytest.raises(SettingsError, match=r"deploy/README\.md"):
        through_prefect._runner("tcp://127.0.0.1:8786", None)
