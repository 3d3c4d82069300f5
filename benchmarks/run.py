"""Every benchmark at a size that takes a few minutes; each alone takes options for larger ones."""

import accounts
import briefs
import forecast
import ranking
import reading
import startup

if __name__ == "__main__":
    missed = startup.run() + reading.run() + accounts.run() + forecast.run()
    missed += ranking.run()
    briefs.run()
    print(f"\n{missed} targets not met" if missed else "\nall targets met")
