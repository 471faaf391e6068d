"""Where the links of mails lead."""

import msgspec

from sorbo_core.identity.events import LinkPurpose

_PAGES = {
    LinkPurpose.INVITATION: "compte/invitation",
    LinkPurpose.REGISTRATION: "compte/activation",
    LinkPurpose.PASSWORD_RESET: "compte/mot-de-passe",
    LinkPurpose.EMAIL_CHANGE: "compte/adresse",
}


class AccessPages(msgspec.Struct, frozen=True, kw_only=True):
    """The pages of the site that pass a token on to the API.

    Attributes:
        site_url: where the site is.
    """

    site_url: str

    def page(self, purpose: LinkPurpose, token: str) -> str:
        """Return the page for a token. Browsers keep what is behind `#` from servers and other sites."""
        return f"{self._at(_PAGES[purpose])}#jeton={token}"

    @property
    def forgotten(self) -> str:
        """The page on which people ask for another password."""
        return self._at("compte/mot-de-passe-oublie")

    def _at(self, path: str) -> str:
        return f"{self.site_url.rstrip('/')}/{path}"
