"""Rows beside one another: said twice, contradicting, adding up the others, completing them."""
