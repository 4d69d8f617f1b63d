"""Where links around a text lead: to a network, a program, an account, all articles of a tag.

Rules on elements and on lines ask the same of an address; what is said there they judge themselves.
"""

import re
from typing import Final

#: Where a site is followed: on a network, in a reader of news, in a messenger.
NETWORK: Final = re.compile(
    r"//(?:www\.|m\.)?(?:youtube|instagram|facebook|tiktok|twitter|x|threads|linkedin)\.(?:com|net)/"
)
FOLLOWED: Final = re.compile(
    r"news\.google\.|google\.com/preferences|(?:chat\.whatsapp\.com|whatsapp\.com/channel)/|\bt\.me/|telegram\.me/"
)
#: Where a reader tells a search engine whose news to show first.
PREFERRED: Final = re.compile(r"google\.com/preferences/source")
#: Where readers write to a site, or follow it.
CHANNEL: Final = re.compile(
    rf"^mailto:|//wa\.me/|whatsapp\.com/|{FOLLOWED.pattern}|{NETWORK.pattern}"
)
#: Where networks take what is shared.
SHARED: Final = re.compile(
    r"facebook\.com/(?:sharer|share|dialog)|(?:twitter|x)\.com/(?:intent|share)|wa\.me/\?"
    r"|whatsapp://send|whatsapp\.com/send|t(?:elegram)?\.me/share|linkedin\.com/share"
    r"|pinterest\.com/pin/create"
)
#: Where programs are to be had, and where money is given.
STORE: Final = re.compile(r"//(?:play\.google|apps\.apple|itunes\.apple)\.com/")
GIVING: Final = re.compile(
    r"//(?:www\.)?(?:saweria\.co|trakteer\.id|ko-fi\.com|karyakarsa\.com|buymeacoffee\.com"
    r"|patreon\.com|paypal\.me)/"
)
SERVICE: Final = re.compile(rf"{STORE.pattern}|{GIVING.pattern}")
#: A page whose address is a word or two: no article's.
PLAIN: Final = re.compile(r"^(?:https?://[^/]+)?/[a-zA-Z]+(?:-[a-zA-Z]+)?/?$")
HOME: Final = re.compile(r"^(?:https?://[^/]+)?/?$")
#: Where readers log in or become members.
ACCOUNT: Final = re.compile(
    r"/(?:wp-login\.php|log-?in|masuk|regist(?:er|rasi)|daftar|langganan|subscribe|membership)\b/?"
    r"(?:$|\?)"
)
#: Where a site sells space, if that is its own page.
SPACE: Final = re.compile(r"/(?:(?:pasang-)?iklan|advertis(?:e|ing))/?(?:$|\?)")
#: Where it asks for help; for others, too, so that words must say for whom.
SUPPORT: Final = re.compile(
    r"/(?:(?:jadi-)?anggota|keanggotaan|donasi|donat(?:e|ion)|dukung(?:-kami)?|support(?:-us)?)/?"
    r"(?:$|\?)"
)
#: Where all articles of a tag are, of a tag or a section.
TAG_PAGE: Final = re.compile(r"/(?:tags?|tagar|topik|topic|label|indeks-tag)/[^/]+/?$|[?&]tag=")
TERM_PAGE: Final = re.compile(r"/(?:category|kategori|rubrik|tags?|topik)/|[?&](?:cat|tag)=")
#: Where a page shows itself for printing.
PRINTED: Final = re.compile(r"/print/?$|[?&](?:print|pdf)=")
#: Who sells nothing: offices, schools, the United Nations.
OFFICIAL: Final = re.compile(
    r"^https?://[^/]+\.(?:(?:go|ac|sch|desa|mil)\.id|gov|edu|int|mil)(?:\.[a-z]{2})?(?:/|$)"
)
#: Where a picture or a recording is shown alone, and what is no page but a file.
MEDIA: Final = re.compile(
    r"/(?:foto|photos?|gal(?:l?eri|lery)|attachment|media|infografis|videos?|wp-content)/"
    r"|[?&]attachment_id="
)
FILE: Final = re.compile(
    r"\.(?:pdf|docx?|xlsx?|csv|pptx?|zip|mp[34]|m4a|jpe?g|png|webp|gif)(?:[?#]|$)", re.IGNORECASE
)
LICENCE: Final = re.compile(r"//creativecommons\.org/licen[cs]es/")
