"""What a batch holds twice, and what in it is one page."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from flows.dedupe import deduped, joined, page_keys
from tests.flows.archive import page


def test_a_capture_that_stands_twice_is_one() -> None:
    """The first one is taken, and the order is kept."""
    first, second = page("/a/x"), page("/a/y")
    shown = [first, second, first]
    batch = deduped((one.capture for one in shown), (one.item for one in shown))
    assert list(batch.captures) == [first.capture, second.capture]
    assert list(batch.items) == [first.item, second.item]


def test_pages_without_id_have_one_key_where_they_share_paths() -> None:
    """In whatever order they come; those with an id have none."""
    pages = [page("/c", asked=("/b",)), page("/b", asked=("/a",)), page("/a"), page("/d")]
    for some in permutations(pages):
        keys = page_keys(one.item for one in (*some, page("/a", post_id=1)))
        assert [keys[one.item.capture_id, 1] for one in pages] == ["/a", "/a", "/a", "/d"]


@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=4)))
def test_joined_groups_share_no_member_and_keep_groups_together(groups: list[list[int]]) -> None:
    """Each given group lies in exactly one of those that come back."""
    whole = joined(groups)
    members = [member for group in whole for member in group]
    assert len(members) == len(set(members))
    assert all(sum(set(group) <= set(other) for other in whole) == 1 for group in groups)
