"""The paths that users name."""

from __future__ import annotations

import click

# Click would end the whole command for one file that may not be read; who opens it says so, and the others go on.
PATH = click.Path(readable=False)
