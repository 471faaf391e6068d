"""Mails written from Jinja templates."""

import re
from collections.abc import Mapping

from jinja2 import PackageLoader, StrictUndefined, TemplateNotFound
from jinja2.sandbox import SandboxedEnvironment

from sorbo_adapters.templates.labels import wording_in
from sorbo_core.shared.mail import Facts, Language, MailTemplates, MailText

# What mail programs turn into a link, and so has no place in a greeting.
_LINK = re.compile(r"[/@:]|\w\.\w{2,}")
_MAX_GREETED = 60


class JinjaMailTemplates(MailTemplates):
    """Writes mails from `mail/<language>/<name>.{subject.txt,html,txt}.j2`, all in one layout.

    Beside the facts a template knows `language`, `company`, `site_url` and `wording`.

    Args:
        company: the company's name, as it signs.
        site_url: the site's home page.
    """

    def __init__(self, *, company: str, site_url: str) -> None:
        self._environment = SandboxedEnvironment(
            loader=PackageLoader("sorbo_adapters.templates", "mail"),
            autoescape=lambda name: name is not None and name.endswith(".html.j2"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters["greetable"] = greetable
        self._environment.globals.update(company=company, site_url=site_url)
        self._wordings = {language: wording_in(language) for language in Language}

    def render(self, name: str, language: Language, facts: Facts) -> MailText:
        context = {**facts, "language": language.value, "wording": self._wordings[language]}
        subject, html, text = (
            self._fill(f"{language}/{name}.{part}.j2", context) for part in ("subject.txt", "html", "txt")
        )
        return MailText(subject=" ".join(subject.split()), html=html, text=f"{text.strip()}\n")

    def _fill(self, path: str, context: Mapping[str, object]) -> str:
        try:
            template = self._environment.get_template(path)
        except TemplateNotFound:
            raise KeyError(path) from None
        return template.render(context)


def greetable(name: str) -> str:
    """Return the name if it can stand in a greeting, else nothing.

    Anybody can type anything as their name, and somebody else's address: what is long or would
    become a link is left out.
    """
    return "" if len(name) > _MAX_GREETED or _LINK.search(name) else name
