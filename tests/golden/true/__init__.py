"""True sentences and pieces of news that look like what sites write around an article.

``pieces.toml`` holds them by kind, ``places.py`` the places of a page that each is set into;
``known.toml`` names those that extraction still loses, and why. That list may only get shorter.
"""
