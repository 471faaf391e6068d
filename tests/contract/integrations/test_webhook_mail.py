import pytest

from sorbo_adapters.templates.mail_templates import MjmlMailTemplates
from sorbo_core.shared.outgoing.mail import Facts, Language

FACTS: Facts = {
    "reference": "0197f3c2",
    "url": "https://hooks.example.com/<b>?a=b&c",
    "description": "Relation client",
    "reason": "gone",
    "disabled_at": "02/03/2026 09:30",
}


@pytest.fixture
def templates() -> MjmlMailTemplates:
    return MjmlMailTemplates(company="Sorbo Ingénierie", site_url="https://www.example.com")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("description", ["Relation client", None])
def test_it_names_the_webhook_and_is_no_markup(
    templates: MjmlMailTemplates, language: Language, description: str | None
) -> None:
    mail = templates.render("webhook_disabled", language, FACTS | {"description": description})
    assert "https://hooks.example.com/<b>?a=b&c" in mail.subject
    assert "https://hooks.example.com/&lt;b&gt;?a=b&amp;c" in mail.html
    for text in (mail.html, mail.text):
        assert "0197f3c2" in text
        assert "02/03/2026" in text
        assert ("Relation client" in text) is (description is not None)


@pytest.mark.parametrize("language", Language)
def test_the_reasons_read_differently(templates: MjmlMailTemplates, language: Language) -> None:
    gone, failing = (
        templates.render("webhook_disabled", language, FACTS | {"reason": reason})
        for reason in ("gone", "failing")
    )
    for text in (gone.text, gone.html):
        assert "410" in text
    for text in (failing.text, failing.html):
        assert "410" not in text


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_that_is_missing_is_an_error(templates: MjmlMailTemplates, name: str) -> None:
    stated = {key: value for key, value in FACTS.items() if key != name}
    with pytest.raises(Exception, match=name):
        templates.render("webhook_disabled", Language.FR, stated)
