"""What WordPress itself says, in the two languages of its packs that matter here.

What the pack of 6.1 leaves in English (most of REST's refusals) stands in English in both.
"""

from collections.abc import Mapping

from tests.site.model import Settings

_WORDS: Mapping[str, tuple[str, str]] = {
    "not found": ("Page not found", "Halaman tidak ditemukan"),
    "comments for": ("Comments for {0}", "Komentar untuk {0}"),
    "comments on": ("Comments on: {0}", "Komentar di: {0}"),
    "comment on by": ("Comment on {0} by {1}", "Komentar di {0} oleh {1}"),
    "comment by": ("By: {0}", "Oleh: {0}"),
    "protected": ("Protected: {0}", "Diproteksi: {0}"),
    "untitled": ("Untitled", "Untitled"),
    "locked": (
        "This content is password protected. To view it please enter your password below:",
        "Konten ini dilindungi dengan kata sandi. Untuk melihatnya masukkan kata sandi di bawah:",
    ),
    "password": ("Password:", "Kata sandi:"),
    "enter": ("Enter", "Masuk"),
    "no such post": ("Invalid post ID.", "ID tulisan tidak sah."),
    "no such user": ("Invalid user ID.", "ID pengguna tidak sah."),
    "no such term": ("Term does not exist.", "Term does not exist."),
    "no excerpt": (
        "There is no excerpt because this is a protected post.",
        "Tidak ada kutipan karena ini adalah tulisan yang dilindungi kata sandi.",
    ),
}


def say(settings: Settings, what: str, *about: str) -> str:
    """A sentence of WordPress in the site's language."""
    english, indonesian = _WORDS[what]
    return (indonesian if settings.language == "id_ID" else english).format(*about)
