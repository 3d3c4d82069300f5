"""What is odd about a catalogue."""

from pydantic import Field

from upsell_cli.config.model import Count, Model, NotNegative, Positive, Share


class LintRules(Model):
    """What `upsell tiers lint` finds odd about a catalogue."""

    price_jump: Positive = Field(
        description="Times the price of the tier below, above which a step is steep."
    )
    limit_jump: Positive = Field(description="Times the limit below, above which a step is too large.")
    term_length: Count = Field(description="Least characters of a term.")
    least_accounts: Count = Field(description="Fewest accounts of a tier that say something about it.")
    most: Share = Field(description="Share of the accounts that is most of them.")
    limit_far: NotNegative = Field(description="Utilisation that somebody should reach.")
    crowd_from: Share = Field(description="Utilisation from which accounts stand just below a limit.")
    crowd_share: Share = Field(description="Share of the accounts that is a crowd there.")
    crowd_times: Positive = Field(description="How many times those in the band below a crowd must be.")
    owners_asking: Count = Field(description="Accounts asking for what they have, from which it is told.")
    off_list: Share = Field(description="How far what is usually paid may be from the list price.")
