"""The examples as pages of a site, beside the API or on an origin of their own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from support.frontend.examples import examples, policy

_PAGE = """<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><title>Essai</title>{meta}</head>
<body>
{html}<script type="module" src="{file}"></script>
</body>
</html>
"""


def write_pages(folder: Path, *, api: str = "") -> None:
    """Write each example into a folder; without the address of an API, it is where the pages are."""
    meta = f'<meta name="api" content="{api}">' if api else ""
    for each in examples():
        (folder / each.file).write_text(each.js, encoding="utf-8")
        if not each.is_module:
            page = _PAGE.format(meta=meta, html=each.html, file=each.file)
            (folder / each.page).write_text(page, encoding="utf-8")


@asynccontextmanager
async def served_pages(folder: Path, port: int, *, api: str) -> AsyncIterator[str]:
    """Serve a folder with the policy that the document asks for; yield the origin."""

    @web.middleware
    async def strict(request: web.Request, handler: Handler) -> web.StreamResponse:
        answer = await handler(request)
        answer.headers["Content-Security-Policy"] = policy(api)
        return answer

    app = web.Application(middlewares=[strict])
    app.router.add_static("/", folder)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()
