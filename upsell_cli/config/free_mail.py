"""Domains at which anybody may have an address: they never lead from an address to an account."""

from functools import cache
from importlib import resources

from pydantic import Field

from upsell_cli.config.loading import read_model
from upsell_cli.config.model import Model, Texts

FILE = "free_mail.yaml"


class FreeMail(Model):
    """The document `free_mail.yaml`."""

    domains: Texts = Field(description="Domains, in lower case.")


@cache
def free_mail_domains() -> tuple[str, ...]:
    """Give the domains, in lower case."""
    content = resources.files("upsell_cli.config").joinpath(FILE).read_bytes()
    return read_model(content, FILE, FreeMail).model.domains
