"""Every mail that there is, with its sample facts: nothing that is written gets lost on the way."""

import re
from collections.abc import Iterator
from html import unescape
from importlib.resources import files
from typing import Any

import pytest
from jinja2 import meta

import sorbo_adapters.templates
from sorbo_adapters.templates.mail_templates import MjmlMailTemplates
from sorbo_adapters.templates.samples import mail_names, sample_facts
from sorbo_adapters.templates.skeletons import Skeletons
from sorbo_core.shared.outgoing.mail import Facts, Language

# Tags that the compiler knows, of those that mails may use; it drops or leaves others without a word.
KNOWN_TAGS = {
    "mj-all",
    "mj-attributes",
    "mj-body",
    "mj-button",
    "mj-column",
    "mj-divider",
    "mj-head",
    "mj-preview",
    "mj-raw",
    "mj-section",
    "mj-spacer",
    "mj-style",
    "mj-table",
    "mj-text",
    "mj-title",
}
# Facts that are codes or instants, which templates translate.
TRANSLATED = {"subject", "received_at", "changed_at"}
_FOLDER = files(sorbo_adapters.templates) / "mail"
_ANY_TAG = re.compile(r"</?(mjml|mj-[\w-]+)")
_PLACEHOLDER = re.compile(r"\{[{%].*?[%}]\}")

every_mail = pytest.mark.parametrize(
    ("name", "language"), [(name, language) for name in mail_names() for language in Language]
)


@pytest.fixture(scope="module")
def templates() -> MjmlMailTemplates:
    return MjmlMailTemplates(company="Sorbo Ingénierie", site_url="https://www.example.com")


def source_of(name: str, language: Language) -> str:
    return Skeletons().source(f"{language}/{name}")


def text_source_of(name: str, language: Language) -> str:
    return (_FOLDER / language / f"{name}.txt.j2").read_text(encoding="utf-8")


def marked(facts: Facts, named: set[str]) -> tuple[Facts, set[str]]:
    """Return the facts with a mark of its own in place of each value, and the marks of those named."""
    marks: set[str] = set()
    changed: dict[str, Any] = dict(facts)
    for number, (name, value) in enumerate(sorted(facts.items(), key=str)):
        if name in TRANSLATED:
            continue
        mark = f"Repère{number:03d}"
        changed[name] = mark
        if isinstance(value, list):
            changed[name] = [(f"champ{number}", mark)]
        if name in named:
            marks.add(mark)
    return changed, marks


def words_of(source: str) -> Iterator[str]:
    """Return the texts that a mail's own source writes, without tags and placeholders."""
    body = source[source.index("<mj-body") :]
    for text in re.split(r"<[^>]*>", body):
        for part in _PLACEHOLDER.split(text):
            words = " ".join(unescape(part).split()).strip(" :")
            if len(words) > 1:
                yield words


def read(html: str) -> str:
    visible = re.sub(r"<!--.*?-->|<style.*?</style>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", visible)).split())


@every_mail
def test_it_uses_no_tag_that_would_get_lost(name: str, language: Language) -> None:
    assert set(_ANY_TAG.findall(source_of(name, language))) - {"mjml"} <= KNOWN_TAGS


@every_mail
def test_no_tag_is_left_in_what_is_sent(name: str, language: Language, templates: MjmlMailTemplates) -> None:
    mail = templates.render(name, language, sample_facts(name))

    assert "<mj" not in mail.html
    for text in (mail.html, mail.text, mail.subject):
        assert not re.search(r"\{\{|\{%|\[%|\[\[", text)


@every_mail
def test_every_fact_that_it_names_arrives_as_html_and_as_text(
    name: str, language: Language, templates: MjmlMailTemplates
) -> None:
    parse = templates._environment.parse
    sources = (source_of(name, language), text_source_of(name, language))
    html_names, text_names = (meta.find_undeclared_variables(parse(source)) for source in sources)
    facts, marks = marked(sample_facts(name), html_names)

    mail = templates.render(name, language, facts)

    assert html_names & facts.keys() == text_names & facts.keys()
    assert marks
    for text in (read(mail.html), mail.text):
        assert {mark for mark in marks if mark not in text} == set()


@every_mail
def test_every_block_that_it_writes_arrives(
    name: str, language: Language, templates: MjmlMailTemplates
) -> None:
    written = list(words_of(source_of(name, language)))

    html = read(templates.render(name, language, sample_facts(name)).html)

    assert len(written) > 3
    assert [words for words in written if words not in html] == []


@pytest.mark.parametrize("language", Language)
def test_nothing_that_somebody_typed_is_taken_for_a_template_or_stops_a_mail(
    language: Language, templates: MjmlMailTemplates
) -> None:
    facts = sample_facts("demande_notice")
    facts |= {"name": "a\x0b\x00\ufffe<b", "message": "]]> {{ 7 * 7 }} {% if %} [[ x ]] <mj-text>"}

    mail = templates.render("demande_notice", language, facts)

    assert "]]&gt; {{ 7 * 7 }} {% if %} [[ x ]] &lt;mj-text&gt;" in mail.html
    assert "]]> {{ 7 * 7 }} {% if %} [[ x ]] <mj-text>" in mail.text


@pytest.mark.parametrize("language", Language)
def test_every_mail_has_sample_facts_and_every_sample_has_its_mail(language: Language) -> None:
    written = {file.name.removesuffix(".mjml") for file in (_FOLDER / language).iterdir()}
    assert {name for name in written if "." not in name} == set(mail_names())


def test_a_mail_without_samples_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        sample_facts("demande_unknown")
