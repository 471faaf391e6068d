import pytest

from sorbo_core.shared.intake.price import NotAPrice, parse_price


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        (150_000, 150_000),
        (150_000.0, 150_000),
        (0, 0),
        ("150000", 150_000),
        ("150 000", 150_000),
        ("150\u202f000\u00a0FCFA", 150_000),
        ("150.000 F CFA", 150_000),
        ("1,250,000 XOF", 1_250_000),
        ("75 000 F", 75_000),
        (" Gratuit ", 0),
        ("GRATUITE", 0),
    ],
)
def test_a_price_is_read_as_an_amount_of_xof(written: object, amount: int) -> None:
    price = parse_price(written)
    assert price is not None
    assert (price.amount, price.currency) == (amount, "XOF")


@pytest.mark.parametrize("written", ["Sur demande", "Prix sur demande", "SUR DEVIS"])
def test_a_price_on_request_is_none(written: str) -> None:
    assert parse_price(written) is None


@pytest.mark.parametrize(
    "written", ["à négocier", "-5", "150,5", "1500 000", "100 EUR", "100 000 - 150 000", "١٢٣", "9" * 5000]
)
def test_a_text_that_is_no_price_is_refused(written: str) -> None:
    with pytest.raises(NotAPrice):
        parse_price(written)


@pytest.mark.parametrize(
    "written", [True, False, 99.5, float("inf"), float("nan"), [150_000], {"montant": 150_000}]
)
def test_what_is_neither_text_nor_whole_number_is_refused(written: object) -> None:
    with pytest.raises(NotAPrice):
        parse_price(written)
