"""Whose row it is: ids that meet, ids that changed, and ids that nearly meet."""
