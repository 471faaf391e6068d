"""Mails written from MJML and Jinja templates."""

import re
from collections.abc import Mapping

from jinja2 import PackageLoader, StrictUndefined, Template, TemplateNotFound
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from sorbo_adapters.templates.labels import wording_in
from sorbo_adapters.templates.skeletons import Skeletons
from sorbo_core.shared.outgoing.mail import Facts, Language, MailTemplates, MailText

# What mail programs turn into a link, and so has no place in a greeting.
_LINK = re.compile(r"[/@:]|\w\.\w{2,}")
_BLANK_LINES = re.compile(r"\n\s*\n")
_MAX_GREETED = 60


class MjmlMailTemplates(MailTemplates):
    """Writes mails from `mail/<language>/<name>.{subject.txt.j2,mjml,txt.j2}`, all in one layout.

    Beside the facts a template knows `language`, `company`, `site_url`, `wording`, and in HTML the
    subject as `title`.

    Args:
        company: the company's name, as it signs.
        site_url: the site's home page.
    """

    def __init__(self, *, company: str, site_url: str) -> None:
        self._environment = SandboxedEnvironment(
            loader=PackageLoader("sorbo_adapters.templates", "mail"),
            autoescape=lambda name: name is None or not name.endswith(".txt.j2"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters.update(greetable=greetable, lines=lines, paragraphs=paragraphs)
        self._environment.globals.update(company=company, site_url=site_url)
        self._wordings = {language: wording_in(language) for language in Language}
        self._skeletons = Skeletons()
        self._html: dict[str, Template] = {}

    def render(self, name: str, language: Language, facts: Facts) -> MailText:
        path = f"{language}/{name}"
        context = {**facts, "language": language.value, "wording": self._wordings[language]}
        subject = " ".join(self._fill(f"{path}.subject.txt.j2", context).split())
        text = self._fill(f"{path}.txt.j2", context).strip()
        html = self._html_of(path).render({**context, "title": subject})
        return MailText(subject=subject, html=html, text=f"{text}\n")

    def _fill(self, path: str, context: Mapping[str, object]) -> str:
        try:
            template = self._environment.get_template(path)
        except TemplateNotFound:
            raise KeyError(path) from None
        return template.render(context)

    def _html_of(self, path: str) -> Template:
        if path not in self._html:
            self._html[path] = self._environment.from_string(self._skeletons.html(path))
        return self._html[path]


def lines(text: str) -> Markup:
    """Return the text as HTML, its lines below one another."""
    return Markup("<br>\n").join(text.splitlines())


def paragraphs(text: str) -> list[str]:
    """Return the parts of a text that blank lines set apart."""
    return [part for part in _BLANK_LINES.split(text.strip()) if part]


def greetable(name: str) -> str:
    """Return the name if it can stand in a greeting, else nothing.

    Anybody can type anything as their name, and somebody else's address: what is long or would
    become a link is left out.
    """
    return "" if len(name) > _MAX_GREETED or _LINK.search(name) else name
