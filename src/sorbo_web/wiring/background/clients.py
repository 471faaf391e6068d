"""The clients of a container, when the process ends."""

from sorbo_web.wiring.container import Container
from sorbo_web.wiring.settings import Storage


async def close_clients(container: Container) -> None:
    """Close the clients of every part and of webhooks, the children that open files, the hashing threads."""
    settings, ports = container.settings(), container.ports
    ports.password_hasher().close()
    if settings.smtp_url:
        await ports.smtp_mailer().aclose()
    await ports.outbound_http().close()
    await ports.inspector().close()
    await ports.image_workshop().close()
    if settings.storage is Storage.MONGO:
        await ports.mongo().close()
    if settings.redis_url:
        await ports.queue().close()
        redis = ports.redis()
        await redis.aclose()
        await redis.connection_pool.disconnect()
