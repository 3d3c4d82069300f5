"""Every kind of finding about a catalogue: its stable code, how grave it is, what it means, what to do.

An error makes offers wrong and must be mended; a warning is likely to; a note is worth a look.
"""

from upsell_cli.problems import Code

ALONE: tuple[Code, ...] = (
    Code(
        "feature-lost",
        "warning",
        "The next tier lacks a feature of the tier below it, so an upgrade takes something away.",
        "Add the feature to the higher tier (`extends:` does it for all), or point `upgrade_to:` elsewhere.",
    ),
    Code(
        "promise-lost",
        "warning",
        "The next tier promises less than the one below: slower answers, fewer channels, less security, or "
        "fewer integrations.",
        "Promise at least as much in the higher tier.",
    ),
    Code(
        "limit-not-said",
        "warning",
        "The next tier says nothing of something the tier below limits, so nobody knows whether it suffices.",
        "Write the limit, or `unlimited`.",
    ),
    Code(
        "limit-jump",
        "note",
        "The next tier allows so much more that nearly everyone who moves pays for room they will not use.",
        "Think of a tier, or an add-on, in between.",
    ),
    Code(
        "price-not-above",
        "warning",
        "The next tier costs no more than the one below at the seats that one starts with.",
        "Correct the price, or swap the tiers: the list is the ladder, cheapest first.",
    ),
    Code(
        "price-jump",
        "warning",
        "The next tier costs so many times the price that even those who need it will look elsewhere first.",
        "Offer a step in between, or seats and add-ons that bridge the gap.",
    ),
    Code(
        "seat-price-rises",
        "warning",
        "A seat beyond the included ones is dearer in the higher tier, on top of the higher base price.",
        "Let the seat price fall, or stay, as the tier rises: growth should lead up, not away.",
    ),
    Code(
        "annual-dearer",
        "warning",
        "Paying by the year costs more than twelve months.",
        "Correct `annual:` (an amount a year) or `monthly:`.",
    ),
    Code(
        "seats-beyond-limit",
        "warning",
        "More seats are included in the price than the tier's limit lets in.",
        "Raise the limit, or include fewer seats.",
    ),
    Code(
        "overage-undercuts",
        "warning",
        "Staying and paying for overage costs less than the next tier for all use that tier includes, so "
        "this limit alone never leads up.",
        "Raise the price of overage, lower that of the tier, or accept that other needs must lead there.",
    ),
    Code(
        "overage-rises",
        "warning",
        "A unit beyond the limit is dearer in the higher tier.",
        "Let the price of overage fall, or stay, as the tier rises.",
    ),
    Code(
        "tier-dominated",
        "warning",
        "Another tier gives everything this one does and never costs more: nobody would choose it.",
        "Give the tier something of its own, lower its price, or take it off the list.",
    ),
    Code(
        "tier-unreachable",
        "note",
        "No upgrade path leads to this tier.",
        "Name it in the `upgrade_to:` of a tier below, or set `never_recommend: true` if that is meant.",
    ),
    Code(
        "no-graduation",
        "note",
        "The tier does not say when the next one makes sense.",
        "Write one sentence as `graduation:`; it opens every conversation about the move.",
    ),
    Code(
        "feature-nobody-has",
        "warning",
        "A feature is described that no tier and no add-on has.",
        "Add it to a tier or an add-on, or remove it.",
    ),
    Code(
        "feature-undescribed",
        "warning",
        "A tier or an add-on names a feature that `features:` does not describe: a slip of the pen, or one "
        "nobody can argue for.",
        "Correct the name, or describe the feature.",
    ),
    Code(
        "feature-everywhere",
        "note",
        "Every tier has these features, so they are no reason to move.",
        "Nothing, if that is meant.",
    ),
    Code(
        "feature-without-impact",
        "note",
        "A feature that sets tiers apart does not say what becomes possible with it.",
        "Write one sentence as `impact:`; a brief quotes it.",
    ),
    Code(
        "names-alike",
        "warning",
        "Two names differ only in case, spaces or signs, and exports will mix them up.",
        "Give each a name of its own.",
    ),
    Code(
        "terms-collide",
        "warning",
        "A term that asks for one feature stands inside a term of another, so one wish counts as two.",
        "Use the longer term only, or a term that is the feature's own.",
    ),
    Code(
        "term-too-short",
        "warning",
        "A term is so short that it will be found in texts that ask for nothing.",
        "Use a longer term.",
    ),
    Code(
        "add-on-dearer",
        "warning",
        "An add-on costs at least as much as moving to the next tier, which gives all that it gives.",
        "Lower its price, or do not sell it for that tier.",
    ),
    Code(
        "add-on-too-dear",
        "warning",
        "An add-on costs so large a share of the tier's price that it is never offered there.",
        "Lower its price, or do not sell it for that tier.",
    ),
    Code(
        "add-on-included",
        "warning",
        "An add-on is sold for a tier that already has everything it gives.",
        "Take the tier off `available_for:`.",
    ),
    Code(
        "add-on-unusable",
        "warning",
        "An add-on needs a feature that a tier it is sold for lacks.",
        "Take the tier off `available_for:`, or correct `requires_features:`.",
    ),
    Code(
        "add-on-empty",
        "warning",
        "An add-on gives nothing that can be judged: no feature, no limit, no faster answer.",
        "Say what it `provides:`, `extends_limits:` or `overrides:`.",
    ),
    Code(
        "plan-shadowed",
        "warning",
        "A plan before this one matches all its names, and the first match wins.",
        "Move the narrower pattern up.",
    ),
    Code(
        "flow-without-window",
        "note",
        "A meter that is used up does not say when it starts again; a month is assumed.",
        "Write `window: month`.",
    ),
    Code(
        "meter-limits-nothing",
        "note",
        "A meter is described that no tier, plan or add-on limits.",
        "Nothing, if it only shows the use of a feature; else limit it.",
    ),
    Code(
        "steps-out-of-order",
        "warning",
        "Steps of the policy that should rise do not: more of a signal would count less.",
        "Put the values in order.",
    ),
    Code(
        "unknown-fact",
        "warning",
        "A condition looks at a fact that no account can have, so nobody ever meets it.",
        "Correct the name: facts are columns of the accounts, such as employees, industry or utilisation.",
    ),
)

AGAINST: tuple[Code, ...] = (
    Code(
        "data-not-read",
        "note",
        "The data was not looked at, because the catalogue has errors.",
        "Mend them, then run it again.",
    ),
    Code(
        "tier-without-accounts",
        "warning",
        "No live account is on the tier.",
        "Check the names in `plans:`; a tier that nobody buys may be one too many.",
    ),
    Code(
        "limit-far",
        "warning",
        "No account of the tier comes near the limit, so it leads nobody up.",
        "Lower it, or build the ladder on something that grows.",
    ),
    Code(
        "limit-everyone-over",
        "warning",
        "Most healthy accounts of the tier are at the limit or over: a wall that everyone meets is no step.",
        "Raise it, or move what they need into the tier.",
    ),
    Code(
        "limit-cuts-off",
        "warning",
        "Accounts crowd just below the limit: they hold back, and how much they need cannot be seen.",
        "Let use go on at a price (`enforcement: soft`, `overage:`), or set the limit where fewer live.",
    ),
    Code(
        "plan-never-seen",
        "note",
        "No row of the billing export has a name that this plan matches.",
        "Correct the pattern, or remove it when the last such contract has ended.",
    ),
    Code(
        "spellings",
        "warning",
        "Names of tiers or plans in the files differ only in case, spaces or signs.",
        "Write each name in one way where it comes from.",
    ),
    Code(
        "terms-silent",
        "note",
        "None of a feature's terms and events occurs in the events, so a wish for it would not be heard.",
        "Add the words that customers really use.",
    ),
    Code(
        "asked-by-owners",
        "warning",
        "Accounts ask for a feature they already have: a matter of documentation, not of tiers.",
        "Show them where it is.",
    ),
    Code(
        "feature-idle",
        "warning",
        "Nobody who has the feature uses it, so it will not carry an upgrade.",
        "Find out whether `used_by:` names the right metric or event; else lead with something else.",
    ),
    Code(
        "add-on-held-by-most",
        "warning",
        "Most accounts of a tier hold the add-on: something the tier should have is sold as an extra.",
        "Think of including it, or of a tier between the two.",
    ),
    Code(
        "currency-mixed",
        "warning",
        "Accounts are billed in a currency other than the catalogue's, and no rate is known for it.",
        "Give dated rates with `--rates`.",
    ),
    Code(
        "billed-off-list",
        "note",
        "What accounts of the tier usually pay is far from its list price.",
        "Check that the price is the one in force; offers are worked out from it.",
    ),
    Code(
        "word-unmet",
        "note",
        "No account has a word that a target profile or a story asks for.",
        "Write it as the accounts do; nothing, if such customers are still to come.",
    ),
)

CODES: dict[str, Code] = {code.code: code for code in (*ALONE, *AGAINST)}
