import pytest
from hypothesis import given
from hypothesis import strategies as st

from sorbo_core.shared.intake.markup import has_markup, plain_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Un.</p><p>Deux.</p>", "Un.\n\nDeux."),
        ("<p>Un\n  mot</p>", "Un mot"),
        ("Un<br>deux<br/>trois", "Un\ndeux\ntrois"),
        ("<p>Avec :</p><ul>\n<li>un</li>\n<li>deux</li></ul>", "Avec :\n\n- un\n- deux"),
        ("<h4>Titre</h4><p>L'&eacute;tude &amp; le <b>plan</b></p>", "Titre\n\nL'étude & le plan"),
        ('<a href="javascript:alert(1)" onclick="x()">ici</a>', "ici"),
        ("<p>Un</p><script>alert('<p>')</script><style>p {}</style><p>deux</p>", "Un\n\ndeux"),
        ('<iframe src="https://example.com">rien</iframe><svg><text>x</text></svg>fin', "fin"),
        ("<!-- caché -->vu<![endif]><?php x ?>", "vu"),
        ("<p>a &lt;script&gt; b</p>", "a <script> b"),
        ("<script>alert(1)</script>", ""),
        ("<p>jamais <script>fermé", "jamais"),
    ],
)
def test_what_people_read_of_html_is_left(markup: str, text: str) -> None:
    assert has_markup(markup)
    assert plain_text(markup) == text


@pytest.mark.parametrize("text", ["a < b et c > d", "R&D", "x<y>z", "<3", "1 < 2", ""])
def test_a_text_without_tags_is_no_html(text: str) -> None:
    assert not has_markup(text)


@given(st.text(alphabet="<>!?/-[]=\"' apscriptl&;#x0", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    plain_text(text)
