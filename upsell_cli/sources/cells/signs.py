"""The signs of currencies as people and spreadsheets write them beside amounts, and what each may mean."""

import re

DOLLARS = ("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP")
SIGN_CURRENCIES = {
    "$": DOLLARS,
    **dict.fromkeys(("US$", "USD$", "US $"), ("USD",)),
    **dict.fromkeys(("A$", "AU$", "AUD$"), ("AUD",)),
    **dict.fromkeys(("C$", "CA$", "CAD$", "CDN$"), ("CAD",)),
    "NZ$": ("NZD",),
    **dict.fromkeys(("S$", "SG$"), ("SGD",)),
    "HK$": ("HKD",),
    "NT$": ("TWD",),
    **dict.fromkeys(("MX$", "MEX$"), ("MXN",)),
    "R$": ("BRL",),
    "\u20ac": ("EUR",),
    "\u00a3": ("GBP",),
    **dict.fromkeys(("\u00a5", "\uffe5"), ("JPY", "CNY")),
    "\u5186": ("JPY",),
    "\u5143": ("CNY",),
    "\u20b9": ("INR",),
    "Rs": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "\u20a9": ("KRW",),
    "\uc6d0": ("KRW",),
    "\u20ba": ("TRY",),
    "TL": ("TRY",),
    "z\u0142": ("PLN",),
    "K\u010d": ("CZK",),
    "Ft": ("HUF",),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    **dict.fromkeys(("Fr", "SFr"), ("CHF",)),
    "lei": ("RON", "MDL"),
    "\u043b\u0432": ("BGN",),
    "\u20bd": ("RUB",),
    "\u0440\u0443\u0431": ("RUB",),
    "\u20b4": ("UAH",),
    "\u20aa": ("ILS",),
    "\u20ab": ("VND",),
    "\u20b1": ("PHP",),
    "\u0e3f": ("THB",),
    "\u20a6": ("NGN",),
    "RM": ("MYR",),
    "Rp": ("IDR",),
    "R": ("ZAR",),
}
"""A sign to the currencies of which it may be."""

ABBREVIATED = r"\b(?i:kr|fr|sfr|rs|rp)\.|(?i:\x{43b}\x{432}|\x{440}\x{443}\x{431})\."
"""Signs that may have a full stop behind them, which marks no decimals."""

SIGN = rf"(?:{ABBREVIATED}|(?i:{'|'.join(map(re.escape, sorted(SIGN_CURRENCIES, key=len, reverse=True)))}))"
NO_SIGN = re.compile("[-+0-9.,()'\u2019 \u00a0\u202f\u2007\u2009]")
"""What else stands in an amount: its number, and how it is written."""

FOLDED_SIGNS = {NO_SIGN.sub("", sign).casefold(): currencies for sign, currencies in SIGN_CURRENCIES.items()}
"""The signs in small letters and without blanks, as they are compared."""


def meant_by(sign: str) -> tuple[str, ...]:
    """Give the currencies that a sign, or a code of three letters, may mean; none when it is neither.

    >>> meant_by("kr")[0], meant_by("US$"), meant_by("eur"), meant_by("pounds")
    ('SEK', ('USD',), ('EUR',), ())
    """
    codes = (sign.upper(),) if re.fullmatch("[A-Za-z]{3}", sign) else ()
    return FOLDED_SIGNS.get(sign.casefold(), codes)
