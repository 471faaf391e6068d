"""`/docs/errors`: where the `type` of a problem leads."""

from html import escape

from sorbo_web.errors.catalogue import ERRORS
from sorbo_web.errors.entry import Entry

STYLE = """body { font: 16px/1.5 system-ui, sans-serif;
  max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin: 2.5rem 0 0.25rem; font-size: 1.1rem; }
h2:target { background: #fff3bf; }
h2 small { color: #555; font-weight: normal; }
p { margin: 0.25rem 0; }
[lang="en"] { color: #444; }
"""

_PAGE = """<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Erreurs</title>
<link rel="stylesheet" href="/docs/errors.css">
</head>
<body>
<h1>Erreurs</h1>
{sections}
</body>
</html>
"""
_SECTION = """<h2 id="{code}"><code>{code}</code> <small>{status}</small></h2>
<p><strong>{fr[0]}.</strong> {fr[1]}</p>
<p lang="en"><strong>{en[0]}.</strong> {en[1]}</p>
"""


def render() -> str:
    """Return the page: a section per code, in French and English."""
    return _PAGE.format(sections="".join(_section(*row) for row in sorted(ERRORS.items())))


def _section(code: str, entry: Entry) -> str:
    french, english = map(escape, entry.fr), map(escape, entry.en)
    return _SECTION.format(code=code, status=entry.status, fr=tuple(french), en=tuple(english))
