"""Legal forms at the end of a registered name, which nobody says aloud."""

import re
from functools import cache
from importlib import resources

from pydantic import Field

from upsell_cli.config.loading import read_model
from upsell_cli.config.model import Model, Texts

FILE = "legal_forms.yaml"
NOT_LOOKED_AT = r"[\s.]*"
"""What may stand between the letters of a form: `S. à r. l.` is `S.à r.l.`."""


class LegalForms(Model):
    """The document `legal_forms.yaml`."""

    forms: Texts = Field(description="Forms as they are written behind a name.")


def spoken(name: str) -> str:
    """Give a registered name as one says it; a name that is nothing but a form stays as it is.

    >>> spoken("Müller & Söhne GmbH & Co. KG"), spoken("Acme, Inc."), spoken("Hansen S. à r.l.")
    ('Müller & Söhne', 'Acme', 'Hansen')
    >>> spoken("Bolt Brewing Co."), spoken("SE"), spoken("Brandt Logistics")
    ('Bolt Brewing Co.', 'SE', 'Brandt Logistics')
    """
    return _form().sub("", name.strip()) or name


@cache
def _form() -> re.Pattern[str]:
    content = resources.files("upsell_cli.config").joinpath(FILE).read_bytes()
    forms = sorted(read_model(content, FILE, LegalForms).model.forms, key=len, reverse=True)
    told = "|".join(NOT_LOOKED_AT.join(map(re.escape, re.sub(r"[\s.]", "", form))) for form in forms)
    return re.compile(rf"(?<=\S)[\s,]+(?:{told})[\s.]*$", re.IGNORECASE)
