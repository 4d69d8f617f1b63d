"""What servers print into a text where something fails goes; what a text shows of it stays."""

import pytest

from tests.crawler.extract.pages import BODY, LAST, LEAD, SECOND, extracted, page, paragraphs

_ERROR = "Undefined variable $padi in /var/www/kabar/wp-content/themes/randu/single.php"


_PRINTED = {
    "PHP": f"<br />\n<b>Warning</b>:  {_ERROR} on line <b>12</b><br />",
    "PHP twice": f"<br />\n<b>Deprecated</b>:  {_ERROR} on line <b>12</b><br />\n<br />\n"
    "<b>Fatal error</b>:  Uncaught Error: no padi() in C:\\kabar\\a.php:3 in C:\\kabar\\a.php"
    " on line <b>3</b><br />",
    "PHP as text": f"Notice: {_ERROR} on line 7",
    "Xdebug": '<table class="xdebug-error"><tr><th colspan="5">( ! ) Warning: Undefined $padi in'
    " /www/kabar/a.php on line <i>12</i></th></tr><tr><th colspan='5'>Call Stack</th></tr>"
    "<tr><td>1</td><td>0.0004</td><td>{main}( )</td><td>.../a.php:0</td></tr></table>",
    "database": '<div id="error"><p class="wpdberror"><strong>WordPress database error:</strong> '
    "[Table 'kabar.wp_padi' doesn't exist]<br /><code>SELECT * FROM wp_padi</code></p></div>",
    "feed": '<p class="rss-widget-error">Galat RSS: A feed could not be found at `/sawah`.</p>',
    "embed": '<div class="wp-block-embed"><p>Maaf, isi ini tidak dapat disematkan.</p></div>',
    "network": "<div><span>This error message is only visible to WordPress admins</span><br><p>"
    "<strong>Error: No feed found.</strong></p><p>Please go to the Padi Feed settings page to "
    "create a feed.</p></div>",
}


@pytest.mark.parametrize("name", _PRINTED)
@pytest.mark.parametrize("place", ["within", "below"])
def test_what_a_server_prints_goes(name: str, place: str) -> None:
    """Within a text or below it, with its table or its statement."""
    html = _PRINTED[name]
    within = paragraphs(LEAD, SECOND) + html + paragraphs(LAST)
    found = extracted(page(within if place == "within" else BODY + html))
    assert found.body_parts == (LEAD, SECOND, LAST)
    assert {cut.rule for cut in found.removed} == {"other"}
    assert found.verdict == "good"


@pytest.mark.parametrize(
    "html",
    [
        f"<p>Layar itu menampilkan tulisan ini:</p><p>Warning: {_ERROR} on line 12</p>",
        (
            f"<p>Layar itu menampilkan pesan berikut.</p><p>Warning: {_ERROR} on line 12</p>"
            f"<p>Notice: {_ERROR} on line 13</p>"
        ),
        f"<p><code>Warning: {_ERROR} on line 12</code></p>",
        f"<pre>Warning: {_ERROR} on line 12</pre>",
        f"<blockquote><p>Warning: {_ERROR} on line 12</p></blockquote>",
        f"<p>“Warning: {_ERROR} on line 12,” begitu bunyi pesan di layar loket.</p>",
        "<p>Warning: The Last Harvest, film karya Sari Wulan, diputar di balai desa</p>",
        "<p>Notice: Rapat Desa Dibuka Pukul Tujuh</p>",
        "<p>Galat RSS membuat kabar desa terlambat, kata pengurus laman itu.</p>",
        "<p>Galat RSS: kabar dari desa itu tidak tampil selama dua hari, kata pengurus laman.</p>",
        "<p>Galat basis data WordPress: [tabel rusak] tampil di layar loket selama dua hari.</p>",
        "<p>SELECT * FROM padi adalah judul lukisan itu.</p>",
        "<table><tr><td>Call Stack</td><td>Judul lagu</td></tr></table>",
    ],
)
def test_what_a_text_shows_of_errors_stays(html: str) -> None:
    """It announces one, quotes it, or sets it as code; or has such a word alone."""
    assert not extracted(page(paragraphs(LEAD, SECOND) + html + paragraphs(LAST))).removed
