"""What WordPress, its themes and its plugins call their elements: tables, and no look-up.

The names are those that they really write; ``names`` looks them up.
"""

from typing import Final

from crawler.extract.text import words

#: rule -> names, matched as whole names (``share`` is not ``shareholder``); ``*`` is any ending.
NAMES: Final[dict[str, str]] = {
    "comment_form": "respond comment-respond comment-form commentform comment-reply* reply-title "
    "wp-block-post-comments-form no-comments comments-closed wpd-form* wpd-inline-form* "
    "wpd-inline-icon* comment-notes",
    "reader_comments": "comments comments-area comment-list commentlist comment-wrapper "
    "comments-wrapper comments-wrap comments-section wp-block-post-comments wp-block-comments "
    "wpdiscuz* disqus_thread fb-comments comment-body comments-title komentar komentar-* "
    "komentar_* *-komentar jeg_comments* "
    "td-comments* fb-background-color wpdevar_comment* post-comments article-comments "
    "wp-block-latest-comments comments-template *-comments *_comments comments_* ugccmt* "
    "*comentarios* *kommentare* *commentaires*",
    "related_link": "*relatedpost* *related-post* "
    "yarpp* crp_related "
    "baca-juga bacajuga baca_juga box-baca* lihat-juga lihatjuga simak-juga "
    "jeg_postrelated "
    "also-read alsoread read-also readalso read-more-link berita-terkait "
    "artikel-terkait terkait relpost* wp-block-latest-posts "
    "wp-block-query lanjutbaca bs-irp internal-link* irp* td-post-next-prev-content "
    "rekomendasi recommended recommended-* rekomendasi-* you-may-also-like wp_rp* "
    "linked-articles rpwe* rpbt* srp-* "
    "lcp_catlist display-posts-listing recent-posts* latest-posts* tcb-post-list* pt-cv-* "
    "elementor-posts* eael-post* uagb-post* kb-posts "
    "wp-block-*-posts gb-query-loop* "
    "*relatedlinks* *related-links* *related_links* *relatedcontent* *related-content* recirc* "
    "fl-post-grid* fl-post-feed* vc_gitem-post-data* "
    "*-recirc* *rich-link* *most-popular* *mostpopular* *most-read* *mostread* *meistgelesen*",
    "share_buttons": "share-* share_* sharedaddy jp-post-flair "
    "a2a_kit addtoany* heateor* addthis* jeg_share* jeg_sharelist "
    "ssba* essb* sassy* shareaholic* swp_social* swp-* td_block_social* sfsi* ss-inline-* "
    "wp-block-social-links social-links social-icons "
    "social-media social-buttons sharethis* st-sticky-share* mashsb* scriptlesssocialsharing* "
    "bagikan tombol-share wpusb* novashare* jetpack-likes* sd-like* gmr-social* "
    "social-follow* et_social_inline* et_social_networks* et_social_totalcount* "
    "et_pb_social_media_follow*",
    "author_box": "author-box author-bio author-info author_box authorbox about-author "
    "about-the-author post-author-box td-author-box* author-box-wrap jeg_authorbox "
    "saboxplugin* ppma-author-box* pp-multiple-authors-boxes* wp-block-post-author* abh_box* "
    "author-description author-profile m-a-box* profil-penulis entry-author-box author-card "
    "molongui* mh-author-box postauthor",
    "tags": "tags post-tags entry-tags tag-links tags-links tagcloud td-post-tags td-tags "
    "jeg_post_tags tag-list tagcloud* article-tags single-tags tags-wrap post-tag entry-tag "
    "taxonomy-post_tag post_tags tags-links* tag-wrapper the-tags topik-terkait list-tag "
    "wp-block-tag-cloud wp-block-categories* "
    "post-bottom-tags post-bottom-meta meta-tags post-tags-* "
    "post-categories entry-categories cat-links categories-links",
    "newsletter": "mc4wp* mailchimp* subscribe-* "
    "subscription* jetpack_subscription* wp-block-jetpack-subscriptions* tnp tnp-* mailpoet* "
    "optin* langganan buletin sib-form "
    "ml-form* convertkit* formkit* campaigntype--* paywall-* paywall_* "
    "leaky_paywall_message* pmpro_content_message* rcp_restricted onp-sl-content-locker*",
    "advertisement": "adsbygoogle ads ad adv advert advertisement* ad-* ads-* adv-* advads* "
    "ad_* ads_* code-block ai-viewport* google-auto-placed td-a-rec* td-a-ad* iklan iklan-* "
    "banner-ads banner-iklan jeg_ad jeg_ad_* jnews_*_ads ad-container quads-* sponsor sponsored "
    "sponsored-* stream-item* ezoic-* adngin* dfp-* taboola* outbrain* mgid* adthrive* "
    "parallax-ads gmr-banner* revive-ad wpads* sp-ad promo-box paid-* g-single g-dyn a-single "
    "adsbox bsac bsac-* *scriptroot* mgbox dablewidget* _popin* rcjsload*",
    "breadcrumbs": "breadcrumb breadcrumbs breadcrumb-* breadcrumbs-* yoast-breadcrumb* "
    "rank-math-breadcrumb* jeg_breadcrumbs td-crumb-container td-crumb* entry-crumbs crumbs "
    "trail-items wp-block-breadcrumbs bcn-*",
    "navigation": "nav navbar nav-* menu menu-* navigation post-navigation posts-navigation "
    "nav-links page-links post-page-numbers post-pagination pagination link-pages page-link "
    "ez-toc* toc toc_* toc-* lwptoc* rank-math-toc* wp-block-rank-math-toc-block "
    "wp-block-yoast-seo-table-of-contents table-of-contents daftar-isi prev-next jeg_prevnext_post "
    "post-nav td-post-next-prev* skip-link wp-block-post-navigation-link nextpage post-nav-links "
    "page-nav previous-next slideshowlink gtranslate* seriesbox seriesmeta post-series* "
    "series-posts-list serieslist* wp-block-navigation* main-menu ez-toc-container jeg_nav* "
    "jeg_pagination* td-smart-list-pagination* wp-pagenavi mainnav topnav subnav gnb lnb",
    "byline": "byline by-line post-meta entry-meta meta-info post-info article-info "
    "td-post-date td-post-author-name td-module-meta-info jeg_meta_container jeg_post_meta* "
    "post-date entry-date posted-on posted-by post-author author-name author-meta entry-byline "
    "byline-* *-byline *_byline reporter-editor penulis wp-block-post-date post-meta-wrapper "
    "blog-meta gmr-metacontent* entry-header-meta article-meta post-details-meta",
    "post_meta": "post-views* td-post-views jeg_meta_views "
    "kk-star-ratings* post-ratings-* rmp-* yasr-* rating-box "
    "post-reaction* reactions* reaction-* jnews_reaction* font-size* wp_ulike* wpulike* "
    "likebtn* pvc_stats* resizer jeg_zoom_button "
    "printfriendly pf-button* "
    "edit-link post-edit-link entry-footer jeg_reaction* responsivevoice* gspeech* google-news* "
    "gnews googlenews follow-us whatsapp-channel wa-channel back-to-top postmetadata* "
    "entry-utility onesignal* wp-polls* yop-poll* amazon-polly* gsp_* bsf-rt-* post-modified-info "
    "powerpress_links*",
    "hidden": "screen-reader-text sr-only visually-hidden visuallyhidden hidden hide d-none "
    "vjs-no-js amp-hidden wpcp-error-message msgmsg-box-wpcp",
    "sidebar": "sidebar sidebar-* td-ss-main-sidebar jeg_sidebar widget-area widget widget_* "
    "secondary popular-posts wpp-list trending terpopuler popular most-popular",
    "site_header": "site-header masthead site-branding header-main top-bar topbar site-title "
    "td-header-* jeg_header* jeg_navbar* wp-block-site-title wp-block-site-tagline",
    "other": "quotescollection* wa__btn_popup* joinchat*",
    "site_footer": "site-footer colophon footer-widgets site-info td-footer-* jeg_footer* "
    "copyright powered-by footer cookie-* cookie_* cookies-* cookieconsent* gdpr* cmplz* cky-*",
}
#: rule -> parts of names, one or two between hyphens: what the next plugin calls its box too.
PARTS: Final[dict[str, str]] = {
    "related_link": "related recommended recommendations rekomendasi trending read-next also-read "
    "also-like",
    "share_buttons": "share shares sharing sharer sharebar bagikan",
    "author_box": "author-box authorbox author-bio about-author post-author co-authors biography "
    "author-card author-profile author-details author-wrap",
    "newsletter": "newsletter newsletters subscribe subscription optin signup",
    "advertisement": "ad ads advert advertisement adsense adlabel iklan sponsor sponsored "
    "affiliate",
    "breadcrumbs": "breadcrumb breadcrumbs",
    "navigation": "toc of-contents daftar-isi",
    "post_meta": "rating ratings poll polls reaction reactions reading-time read-time helpful "
    "post-views views-count view-count total-views listen audio-player to-speech tts "
    "font-resizer print-button likes feedback bookmark last-updated last-modified",
    "byline": "written-by reviewed-by edited-by fact-checked",
    "site_footer": "cookie cookies consent gdpr disclaimer",
}
#: The names under which themes keep an article's body, the most certain first.
CONTENT_NAMES: Final = words(
    "entry-content post-content td-post-content wp-block-post-content "
    "content-inner article-content article-body articlebody post-body entry-body single-content "
    "post-entry story-body article__body article__content post__content entry__content "
    "elementor-widget-theme-post-content mag-box-content "
    "the-content thecontent the_content post-text article-text content-post "
    "post_content entry_content single-post-content post-single-content entry-inner "
    "content-detail detail-text detail__body-text isi-berita isi-artikel konten-berita isi "
    "isi_berita isi-konten isi_artikel berita-isi teks-berita konten-artikel artikel-isi "
    "text-berita txt-article "
    "fusion-post-content-container et_pb_post_content bs-post-content post-area "
    "gmr-single-content post-content-wrap itemprop-body read__content detail-content "
    "blog-post-content blogcontent brxe-post-content ct-inner-content amp-wp-article-content "
    "cntn-wrp post-inner-content body-content story-content news-content pf-content "
    "oxy-stock-content-styles cm-entry-summary page-content-single "
    "mvp-content-main"
)
#: Those that are never a wrapper around more than the body.
CERTAIN_NAMES: Final = frozenset(
    words(
        "entry-content td-post-content wp-block-post-content content-inner jeg_inner_post"
        " elementor-widget-theme-post-content et_pb_post_content amp-wp-article-content"
        " gmr-single-content ct-inner-content"
    )
)
#: What a tag says of an element without a telling name.
TAG_RULES: Final = {
    "nav": "navigation",
    "aside": "sidebar",
    "form": "other",
    "header": "site_header",
    "footer": "site_footer",
    "dialog": "other",
    "button": "other",
}
