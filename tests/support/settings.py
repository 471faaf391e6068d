"""Environments that settings are loaded from."""

from sorbo_adapters.security.signing_key import new_signing_key

PRODUCTION = {
    "SORBO_MONGO_URL": "mongodb+srv://sorbo:kQ4vTz81mWpX@cluster0.example.net/?retryWrites=true&w=majority",
    "SORBO_REDIS_URL": "rediss://api:9fLr27BdYhUe@redis-10000.example.net:10000/0",
    "SORBO_FILES": "s3://files-of-the-site/production",
    "SORBO_S3_ENDPOINT": "https://s3.example.net",
    "SORBO_S3_ACCESS_KEY": "AK7QmX2vRt9LpZ4w",
    "SORBO_S3_SECRET_KEY": "hV5nK8cYb3WzTq6Jd1Rf",
    "SORBO_SMTP_URL": "smtp+starttls://site:p%40ssZ83kLwq@smtp.example.net:587",
    "SORBO_MAIL_FROM": "ne-pas-repondre@example.com",
    "SORBO_MAIL_STAFF": "contact@example.com",
    "SORBO_SITE_URL": "https://www.example.com",
    "SORBO_CORS_ORIGINS": "https://www.example.com, https://example.com",
    "SORBO_METRICS_TOKEN": "Zr7wQ2mN8vKx4LpT6yBc1dHg",
    "SORBO_SIGNING_KEY": new_signing_key(),
}
"""An environment for production, with MongoDB and Redis as a service."""

SECRETS = (
    "kQ4vTz81mWpX",
    "9fLr27BdYhUe",
    "p%40ssZ83kLwq",
    "AK7QmX2vRt9LpZ4w",
    "hV5nK8cYb3WzTq6Jd1Rf",
    "Zr7wQ2mN8vKx4LpT6yBc1dHg",
    PRODUCTION["SORBO_SIGNING_KEY"],
)
"""What of it nobody may read."""

DEVELOPMENT = {"SORBO_ENV": "development", "SORBO_STORAGE": "memory", "SORBO_SIGNING_KEY": new_signing_key()}
"""The least that development asks for."""
