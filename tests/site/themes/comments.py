"""Readers' comments and the comment form: the markup of core, the same in all themes."""
# ruff: noqa: E501 - HTML reads best unbroken

from tests.site.inline import escape
from tests.site.themes.pieces import View


def section(view: View) -> str:
    """Readers' comments and the form, in the site's language; the markup of core."""
    return _comment_list(view) + comment_form(view)


def _comment_list(view: View) -> str:
    if not view.post.comments:
        return ""
    items = "".join(
        f'<li id="comment-{c.id}" class="comment even thread-even depth-1"><article '
        f'id="div-comment-{c.id}" class="comment-body"><footer class="comment-meta"><div '
        f'class="comment-author vcard"><b class="fn">{escape(c.author)}</b> <span class="says">'
        f'berkata:</span></div><div class="comment-metadata"><time datetime="{view.iso(c.written_at)}">'
        f'{view.day(c.written_at)}</time></div></footer><div class="comment-content"><p>'
        f'{escape(c.text)}</p></div><div class="reply"><a rel="nofollow" class="comment-reply-link" '
        f'href="{view.url}?replytocom={c.id}#respond">Balas</a></div></article></li>\n'
        for c in view.post.comments
    )
    count = len(view.post.comments)
    return (
        f'<h2 class="comments-title">{count} komentar pada “{view.title}”</h2>\n'
        f'<ol class="comment-list">\n{items}</ol>\n'
    )


def comment_form(view: View) -> str:
    """`Leave a Reply` or `Tinggalkan Balasan`, as core words it."""
    if view.site.settings.language == "en_US":
        head, cancel = "Leave a Reply", "Cancel reply"
        note = "Your email address will not be published."
        needed = "Required fields are marked"
        send, keep = "Post Comment", "Save my name, email, and website in this browser."
    else:
        head, cancel = "Tinggalkan Balasan", "Batalkan balasan"
        note = "Alamat email Anda tidak akan dipublikasikan."
        needed = "Ruas yang wajib ditandai"
        send, keep = "Kirim Komentar", "Simpan nama, email, dan situs web saya pada peramban ini."
    star = '<span class="required" aria-hidden="true">*</span>'
    return f"""<div id="respond" class="comment-respond">
<h3 id="reply-title" class="comment-reply-title">{head} <small><a rel="nofollow" id="cancel-comment-reply-link" href="{view.post.path}#respond" style="display:none;">{cancel}</a></small></h3>
<form action="{view.site.home}/wp-comments-post.php" method="post" id="commentform" class="comment-form"><p class="comment-notes"><span id="email-notes">{note}</span> <span class="required-field-message">{needed} {star}</span></p>
<p class="comment-form-comment"><textarea id="comment" name="comment" cols="45" rows="8"></textarea></p>
<p class="comment-form-cookies-consent"><input type="checkbox" /> <label>{keep}</label></p>
<p class="form-submit"><input name="submit" type="submit" value="{send}" /> <input type='hidden' name='comment_post_ID' value='{view.post.id}' /></p></form>
</div>
"""
