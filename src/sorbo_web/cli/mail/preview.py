"""`sorbo mail preview`: every mail as its reader will see it."""

import webbrowser
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console

from sorbo_adapters.templates.mail_templates import MjmlMailTemplates
from sorbo_adapters.templates.samples import mail_names, sample_facts
from sorbo_core.shared.outgoing.mail import Language, MailText
from sorbo_web.wiring.settings import Settings


def run_preview(name: str | None, languages: Iterable[Language], out: Path, *, browse: bool) -> int:
    """Write one mail, or all, into a folder; return the exit code."""
    names = mail_names()
    if name is not None and name not in names:
        Console(stderr=True).print(f"There is no mail {name!r}; there are {', '.join(names)}.", style="red")
        return 2
    # What every mail has of the settings, at its defaults: no database or key is needed to look.
    templates = MjmlMailTemplates(company=Settings().company, site_url="https://www.example.com")
    out.mkdir(parents=True, exist_ok=True)
    for each in names if name is None else (name,):
        for language in languages:
            mail = templates.render(each, language, sample_facts(each))
            page = _write(mail, out / f"{each}.{language}.html")
            print(f"{page}: {mail.subject}")  # noqa: T201 — this is what the command is for
            if browse:
                webbrowser.open(page.resolve().as_uri())
    return 0


def _write(mail: MailText, page: Path) -> Path:
    page.write_text(mail.html, encoding="utf-8")
    page.with_suffix(".txt").write_text(f"{mail.subject}\n\n{mail.text}", encoding="utf-8")
    return page
