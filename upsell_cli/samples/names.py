"""Invented names: companies put together from syllables that no register holds, and people."""

import numpy as np

HEADS = """
    Alder Amber Aster Birch Bramble Brindle Cedar Cinder Clover Copper Corran Dapple Drift Elder Ember
    Fallow Fenn Fern Flint Gable Garnet Glimmer Hazel Heather Hollow Iron Ivory Juniper Kestrel Lantern
    Larch Lark Linden Loam Marl Marrow Mellow Merle Mistral Moss Nettle Nimbus Oaken Opal Osier Pebble
    Plover Quill Raven Reed Rowan Russet Sable Saffron Sedge Sorrel Spindle Tarn Teasel Thistle Umber
    Vesper Wicker Willow Wren Yarrow
""".split()
TAILS = """
    bank bourne brook by combe cote croft dale den fall fell field fold ford gate garth glade grove ham
    haven hithe holm hurst keld lea ley lock march mead mere mill moor ness ridge rigg shaw side stead
    thorpe wick worth
""".split()
KINDS = {
    "Software": ("Labs", "Systems", "Software", "Digital", "Data"),
    "Retail": ("Stores", "Outfitters", "Trading", "Goods", "Market"),
    "Logistics": ("Freight", "Haulage", "Logistics", "Forwarding", "Couriers"),
    "Healthcare": ("Clinics", "Care", "Health", "Dental", "Diagnostics"),
    "Finance": ("Capital", "Advisers", "Leasing", "Insurance Brokers", "Accounting"),
    "Manufacturing": ("Tools", "Castings", "Ceramics", "Works", "Components"),
    "Media": ("Press", "Studios", "Pictures", "Audio", "Publishing"),
    "Education": ("College", "Learning", "Tutors", "Academy", "Schools Trust"),
    "Energy": ("Solar", "Grid Services", "Heat", "Wind", "Metering"),
    "Services": ("Partners", "Consulting", "Facilities", "Staffing", "Events"),
}
INDUSTRIES = tuple(KINDS)
PLACES = (
    ("United States", "America/New_York"),
    ("United States", "America/Chicago"),
    ("United States", "America/Los_Angeles"),
    ("Canada", "America/Toronto"),
    ("United Kingdom", "Europe/London"),
    ("Ireland", "Europe/Dublin"),
    ("Germany", "Europe/Berlin"),
    ("Netherlands", "Europe/Amsterdam"),
    ("Malaysia", "Asia/Kuala_Lumpur"),
    ("Australia", "Australia/Sydney"),
)
FIRST_NAMES = """
    Adaeze Agnes Alba Amir Anneke Arjun Beatriz Bruno Carys Chidi Daria Davide Eilidh Elif Emeka Farah
    Fergus Greta Hana Hugo Imani Ines Ivo Jamal Jelena Joao Kaia Keiko Leila Lennart Lucia Magnus Mei
    Mina Nadia Niamh Noor Oskar Paloma Piotr Priya Quentin Rafael Rhys Rosa Sanjay Selma Siti Soren
    Tamsin Tarek Ulla Vera Wei Xenia Yusuf Zofia
""".split()
LAST_NAMES = """
    Abara Adeyemi Almeida Arslan Baptiste Berglund Brandt Castellan Chaudhry Cho Dahl Delacroix Demir
    Dubois Eriksen Falk Farrow Fontaine Garrow Gunnarsson Haddad Halloran Hashimi Ibarra Ivanova Jansen
    Kaminski Kaur Kowal Larsen Lindqvist Lowell Mbeki Mendes Moreau Nakata Novak Okafor Oduya Olsen
    Pereira Petrov Quaye Rahman Reyes Rinaldi Sandoval Sato Schreiber Silva Tamm Teo Thorne Uddin Valdez
    Varga Whitlow Yamada Zeller Zielinski
""".split()
OWNERS = ("Carys Falk", "Emeka Thorne", "Leila Varga", "Rhys Olsen", "Siti Rahman", "Vera Moreau")
SUCCESS_MANAGERS = ("Hana Brandt", "Ivo Mendes", "Noor Dahl", "Tamsin Quaye")


def company(source: np.random.Generator, industry: str) -> str:
    """Give a company's name that says what it does."""
    return f"{pick(source, HEADS)}{pick(source, TAILS)} {pick(source, KINDS[industry])}"


def person(source: np.random.Generator) -> str:
    """Give a person's name."""
    return f"{pick(source, FIRST_NAMES)} {pick(source, LAST_NAMES)}"


def domain(name: str, account_id: str) -> str:
    """Give a domain nobody can own, from the name's own letters, told apart by the account.

    >>> domain("Larkmere Foods", "A1001"), domain("Ørnfjell Seil", "A7")
    ('larkmere-a1001.example', 'rnfjell-a7.example')
    """
    letters = "".join(c for c in name.split(maxsplit=1)[0].lower() if c.isascii() and c.isalnum())
    return f"{letters}-{account_id.lower()}.example"


def pick(source: np.random.Generator, choices: "list[str] | tuple[str, ...]") -> str:
    """Give one of the choices."""
    return choices[int(source.integers(len(choices)))]
