"""Measurements and material for them: nothing here is installed with zbtools."""
