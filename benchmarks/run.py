"""Every benchmark at a size that takes a few minutes; each alone takes options for larger ones.

With `--small` at the smallest that says anything: to see in passing that all of them run, not what they find.
"""

import argparse

import accounts
import briefs
import forecast
import ranking
import reading
import startup

SMALL_ACCOUNTS, SMALL_COMPANIES = 300, 2


def run() -> int:
    """Measure everything, print, and give how many targets are missed."""
    missed = startup.run() + reading.run() + accounts.run() + forecast.run() + ranking.run()
    briefs.run()
    return missed


def run_small() -> None:
    """Measure a little of everything and print it; targets are for the usual sizes."""
    startup.run()
    reading.run(SMALL_ACCOUNTS, 1)
    accounts.run(SMALL_ACCOUNTS)
    forecast.run(SMALL_ACCOUNTS)
    ranking.run(SMALL_COMPANIES)
    briefs.run(SMALL_ACCOUNTS)
    print("\nevery benchmark ran; whether targets are met is for the usual sizes to say")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--small", action="store_true", help="see that they run")
    if asked.parse_args().small:
        run_small()
    else:
        missed = run()
        print(f"\n{missed} targets not met" if missed else "\nall targets met")
