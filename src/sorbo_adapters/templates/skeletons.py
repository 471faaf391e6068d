"""The HTML of mails, compiled from MJML once: what stays to be filled in are the facts."""

from jinja2 import Environment, PackageLoader, TemplateNotFound
from mjml import mjml2html


class Skeletons:
    """Composes a mail's MJML from its own part and the layout, and compiles it to an HTML template.

    What is composed here is written `[% … %]` and `[[ … ]]`; `{% … %}` and `{{ … }}` pass through to
    the HTML. Facts are filled in there: no fact ever meets the MJML parser, which fails at control
    characters that anybody can type.
    """

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("sorbo_adapters.templates", "mail"),
            autoescape=False,  # noqa: S701 — sources of ours meet sources of ours; facts come later, escaped
            block_start_string="[%",
            block_end_string="%]",
            variable_start_string="[[",
            variable_end_string="]]",
            comment_start_string="[#",
            comment_end_string="#]",
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

    def source(self, path: str) -> str:
        """Return the whole MJML of a mail, such as `fr/demande_notice`.

        Raises:
            KeyError: there is no such mail.
        """
        try:
            return self._environment.get_template(f"{path}.mjml").render()
        except TemplateNotFound:
            raise KeyError(path) from None

    def html(self, path: str) -> str:
        """Return the HTML of a mail, a Jinja template that waits for the facts. No font is loaded.

        Raises:
            KeyError: there is no such mail.
        """
        return mjml2html(self.source(path), fonts={})
