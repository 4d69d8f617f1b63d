"""What WordPress shows instead of a post with a password: a form, in pages and feeds alike."""

from tests.site.model import Post, Settings
from tests.site.wording import say


def form(settings: Settings, home: str, post: Post) -> str:
    """Core's form; some themes have one of their own."""
    field = f"pwbox-{post.id}"
    return (
        f'<form action="{home}/wp-login.php?action=postpass" class="post-password-form" '
        f'method="post">\n<p>{say(settings, "locked")}</p>\n<p><label for="{field}">'
        f'{say(settings, "password")} <input name="post_password" id="{field}" type="password" '
        'spellcheck="false" size="20" /></label> <input type="submit" name="Submit" '
        f'value="{say(settings, "enter")}" /></p></form>\n'
    )
