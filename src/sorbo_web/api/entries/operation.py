"""What a route of a published noun says about itself."""

from typing import Any

from sorbo_core.shared.errors import NotFound
from sorbo_core.shared.publication.noun import Noun
from sorbo_web.api.routes import operation


def noun_operation(
    noun: Noun[Any],
    use_case: type,
    *,
    answers: type,
    redirects: bool = False,
    **facts: Any,  # noqa: ANN401 — those of operation()
) -> dict[str, Any]:
    """Return what `operation` does, for a use case that is written once for every noun.

    Args:
        noun: speaks for "an entry" in the docstring, and has its own NotFound.
        use_case: what the route calls.
        answers: what it answers with; the handler, written once, cannot say it.
        redirects: whether it answers 308 where something was once.
        facts: as `operation` takes them.
    """
    said = operation(use_case, **facts)
    raises = tuple(noun.missing if each is NotFound else each for each in said["opt"]["raises"])
    more: dict[str, Any] = {"raises": raises, "answers": answers, "redirects": redirects}
    return {
        **said,
        "summary": noun.told(said["summary"]),
        "description": noun.told(said["description"] or "") or None,
        "opt": said["opt"] | more,
    }
