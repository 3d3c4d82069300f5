"""Amounts of money: whole minor units of an ISO currency, exact and independent of the order of sums."""

from decimal import ROUND_HALF_UP, Decimal

USUAL_DIGITS = 2
OTHER_DIGITS = {
    **dict.fromkeys(
        ("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF").split(),
        0,
    ),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
}
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "AUD": "A$", "CAD": "C$"}


def digits(currency: str) -> int:
    """Give how many decimal digits a currency has (ISO 4217).

    >>> digits("USD"), digits("JPY"), digits("KWD")
    (2, 0, 3)
    """
    return OTHER_DIGITS.get(currency, USUAL_DIGITS)


def to_minor(amount: Decimal | float, currency: str) -> int:
    """Give an amount in major units as whole minor units, rounded half up (away from zero).

    >>> to_minor(Decimal("49.99"), "USD"), to_minor(Decimal("0.125"), "USD"), to_minor(1500, "JPY")
    (4999, 13, 1500)
    """
    return half_up(in_minor(amount, currency))


def in_minor(amount: Decimal | float, currency: str) -> Decimal:
    """Give an amount in major units in minor ones, not rounded: a single unit may cost a part of one.

    >>> in_minor(Decimal("0.0079"), "USD")
    Decimal('0.79')
    """
    return Decimal(str(amount)).scaleb(digits(currency))


def half_up(amount: Decimal) -> int:
    """Round to a whole number, halves away from zero.

    >>> half_up(Decimal("2.5")), half_up(Decimal("-2.5")), half_up(Decimal("2.4"))
    (3, -3, 2)
    """
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def exact(minor: int, currency: str) -> str:
    """Give minor units as the decimal text a file carries.

    >>> exact(15000_00, "USD"), exact(1500, "JPY"), exact(-5, "USD")
    ('15000.00', '1500', '-0.05')
    """
    return f"{Decimal(int(minor)).scaleb(-digits(currency)):f}"


def written(minor: int, currency: str) -> str:
    """Give minor units as a person writes them, whole: `$15,000` or `CHF 15,000.50`.

    >>> written(15000_00, "USD"), written(7561_64, "USD"), written(-100, "CHF")
    ('$15,000', '$7,561.64', '-CHF 1')
    """
    value = Decimal(abs(int(minor))).scaleb(-digits(currency))
    places = 0 if value == value.to_integral_value() else digits(currency)
    sign = "-" if minor < 0 else ""
    return f"{sign}{_mark(currency)}{value:,.{places}f}"


def written_rate(price: Decimal, currency: str) -> str:
    """Write what a unit or a block costs with every digit of it: `$3`, `$0.50`, `$0.0079`.

    >>> [written_rate(Decimal(p), "USD") for p in ("3.00", "0.5", "0.0079", "1200")]
    ['$3', '$0.50', '$0.0079', '$1,200']
    """
    plain = price.normalize()
    places = -min(int(plain.as_tuple().exponent), 0)
    return f"{_mark(currency)}{plain:,.{max(places, digits(currency)) if places else 0}f}"


def short(minor: int, currency: str) -> str:
    """Give an amount in the fewest characters that still say how much: `$950`, `$2.4k`, `$29k`, `$1.9M`.

    >>> [short(m, "USD") for m in (0, 950_00, 2400_00, 29_000_00, 1_900_000_00, -15_000_00, 999_960_00)]
    ['$0', '$950', '$2.4k', '$29k', '$1.9M', '-$15k', '$1.0M']
    """
    value = Decimal(abs(int(minor))).scaleb(-digits(currency))
    sign = "-" if minor < 0 else ""
    return f"{sign}{_mark(currency)}{_scaled(value)}"


def _mark(currency: str) -> str:
    return SYMBOLS.get(currency, f"{currency} ")


def _scaled(value: Decimal) -> str:
    for size, letter in ((Decimal(10**9), "B"), (Decimal(10**6), "M"), (Decimal(1000), "k")):
        if value >= size * Decimal("0.9995"):
            scaled = value / size
            return f"{scaled:.0f}{letter}" if scaled >= Decimal("9.95") else f"{scaled:.1f}{letter}"
    return f"{value:.0f}"
