"""Whole archives: pages by the million, in processes that may die, with a state that survives them."""
