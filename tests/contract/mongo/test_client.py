import pytest

from sorbo_adapters.mongo.store.client import connect, database_of


@pytest.mark.parametrize(
    ("path", "name", "expected"),
    [("", None, "sorbo"), ("site", None, "site"), ("site", "other", "other"), ("", "other", "other")],
)
async def test_the_database_is_the_named_one_else_that_of_the_url_else_sorbo(
    path: str, name: str | None, expected: str
) -> None:
    async with connect(f"mongodb://127.0.0.1:1/{path}") as client:
        assert database_of(client, name).name == expected


async def test_an_application_shows_under_its_own_name_in_the_log_of_the_server(mongo_url: str) -> None:
    async with connect(mongo_url, app_name="sorbo contract") as client:
        seen = client.admin.aggregate([{"$currentOp": {"allUsers": True, "idleConnections": True}}])
        names = {each.get("appName") async for each in await seen}
    assert "sorbo contract" in names


@pytest.mark.parametrize(
    ("options", "expected"), [("", 2.0), ("?replicaSet=rs0&timeoutMS=5000", 5.0), ("?timeoutms=250", 0.25)]
)
async def test_an_operation_may_last_as_long_as_the_url_says_else_two_seconds(
    options: str, expected: float
) -> None:
    async with connect(f"mongodb://127.0.0.1:1/{options}") as client:
        assert client.options.timeout == expected
