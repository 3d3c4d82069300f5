"""The return of a change: from figures given by hand, or from what is known of an account."""
