"""`sorbo mail`: looks at mails, and at the addresses that get none."""

import os
import sys
from pathlib import Path

from cyclopts import App

from sorbo_core.shared.outgoing.mail import Language
from sorbo_web.cli.environment import settings_or_exit

app = App(name="mail", help="Look at mails, and at the addresses that get none.")


@app.command
def preview(
    name: str | None = None,
    /,
    *,
    language: Language | None = None,
    out: Path = Path(".sorbo/mail-preview"),
    browse: bool = False,
) -> None:
    """Write mails with sample facts, as HTML and as text.

    Args:
        name: of the mail; without it, all of them.
        language: only in this one.
        out: the folder that the files go to.
        browse: open the HTML in a browser.
    """
    from sorbo_web.cli.mail.preview import run_preview  # noqa: PLC0415 — sorbo --help answers at once

    languages = tuple(Language) if language is None else (language,)
    sys.exit(run_preview(name, languages, out, browse=browse))


@app.command
def suppressions(*, lift: str | None = None) -> None:
    """List the addresses that get no more mails, because their server has refused them for good.

    Args:
        lift: let this address have mails again.
    """
    from sorbo_web.cli.mail.suppressions import run_lift, run_list  # noqa: PLC0415 — idem

    settings = settings_or_exit(os.environ)
    sys.exit(run_list(settings) if lift is None else run_lift(settings, lift))
