"""The contact policy: how often and when one may call, and who is left alone on purpose."""

import re
from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from upsell_cli.calendar import DAYS_A_WEEK
from upsell_cli.config.model import Day, Model, Positive, Share, Text, Whole

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EARLIEST, LATEST = "07:00", "18:00"
"""Hours outside of which nobody is called at work; a window beyond them is taken for a slip."""

FORM = re.compile(r"(\w{3})(?:-(\w{3}))?, ([0-2]\d:[0-5]\d)-([0-2]\d:[0-5]\d)")


def _call_hours(text: str) -> str:
    """Give a window as it was written, once it is sure to be one of working hours."""
    form = FORM.fullmatch(text)
    if form is None or not {form[1], form[2] or form[1]} <= {*WEEKDAYS}:
        message = f'"{text}" is not a window; write it as "Tue-Thu, 10:00-16:00"'
        raise ValueError(message)
    start, end = form[3], form[4]
    if not EARLIEST <= start < end <= LATEST:
        message = f'"{text}" is not within working hours: from {EARLIEST} on, and over by {LATEST}'
        raise ValueError(message)
    return text


CallHours = Annotated[Text, AfterValidator(_call_hours)]


class Quiet(Model):
    """Days on which nobody is approached."""

    first: Day = Field(description="First quiet day.")
    last: Day = Field(description="Last quiet day.")
    because: Text | None = Field(default=None, description="Why.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            message = f"the last quiet day, {self.last}, is before the first, {self.first}"
            raise ValueError(message)
        return self

    def holds(self, when: date) -> bool:
        """Tell whether a day is one of them."""
        return self.first <= when.isoformat() <= self.last


class HoldOut(Model):
    """Accounts that are left alone on purpose, to measure what conversations bring."""

    share: Share = Field(description="Share of the accounts; 0 is none.")
    salt: Text = Field(description="Word that decides which; another word, others.")


class Capacity(Model):
    """How much one owner can take on: the best of each owner's list, and the rest waits its turn."""

    per_owner: Whole | None = Field(
        default=None,
        description="Conversations of an owner at a time, those in progress included; not set: no cap.",
    )
    pitches: Whole | None = Field(
        default=None,
        description="Pitches of an owner in `pitches_days`, those made included; not set: no cap.",
    )
    pitches_days: Whole = Field(description="Days that cap looks back.")
    owners: dict[Text, Whole] = Field(
        default={}, description="Owner to `per_owner` of their own, such as 0 for who is away."
    )

    def at_a_time(self, owner: str) -> int | None:
        """Give how many conversations this owner has at a time; None is no cap."""
        return self.owners.get(owner, self.per_owner)


class Contact(Model):
    """How often and when one may call."""

    window: CallHours = Field(description="When to call, in the account's time.")
    marks: Annotated[tuple[Positive, ...], Field(description="Marks of use; passing one is news.")]
    quiet: Annotated[tuple[Quiet, ...], Field(default=(), description="Spans of days without a contact.")]
    most: Whole | None = Field(
        default=None, description="Contacts of any kind with an account in `most_days`; not set: no cap."
    )
    most_days: Whole = Field(description="Days that cap looks back.")
    hold_out: HoldOut = Field(description="Who is left alone to measure by.")
    capacity: Capacity = Field(description="How many conversations an owner has at a time.")

    def call_on(self, due: date) -> date:
        """Give the first day from `due` on that is in the window and in no quiet span."""
        first, _, last = self.window.partition(",")[0].partition("-")
        start = WEEKDAYS.index(first)
        length = (WEEKDAYS.index(last or first) - start) % DAYS_A_WEEK
        when = due
        while (when.weekday() - start) % DAYS_A_WEEK > length or any(span.holds(when) for span in self.quiet):
            when += timedelta(days=1)
        return when
