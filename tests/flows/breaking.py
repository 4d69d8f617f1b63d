"""Posts that are broken into pages, as editors do it with ``<!--nextpage-->``."""

from random import Random

from tests.site.blocks import Block, PageBreak
from tests.site.model import Post


def broken(post: Post, dice: Random, most: int = 3) -> tuple[Block, ...]:
    """The blocks of a post, with breaks at some places within."""
    blocks = [block for block in post.blocks if not isinstance(block, PageBreak)]
    with_text = [n for n, block in enumerate(blocks) if block.text]
    places = dice.sample(with_text[1:], min(most, len(with_text) - 1))
    for place in sorted(places, reverse=True):
        blocks.insert(place, PageBreak())
    return tuple(blocks)
