"""The exports that header profiles know, as a reference page shows them."""

from upsell_cli.config.header_profile import HeaderProfile, profile_named, profile_names

HEADER = "| option | export | profile | known by | amounts |\n|---|---|---|---|---|"


def known_exports() -> str:
    """Give a Markdown table of our header profiles, in the order of the tables they are read as."""
    profiles = [profile for name in profile_names() if (profile := profile_named(name))]
    rows = [_row(profile) for profile in sorted(profiles, key=lambda profile: (profile.table, profile.id))]
    return "\n".join([HEADER, *rows])


def _row(profile: HeaderProfile) -> str:
    known = ", ".join(f"`{header}`" for header in profile.marks.all)
    if profile.marks.any:
        known += f"; one of {', '.join(f'`{header}`' for header in profile.marks.any)}"
    amounts = f"{profile.amounts} units" if profile.amounts else ""
    return f"| `--{profile.table}` | {profile.name} | `{profile.id}` | {known} | {amounts} |"
