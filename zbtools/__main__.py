"""`python -m zbtools` is the `zbtools` command."""

from zbtools.cli.main import entry

if __name__ == "__main__":
    entry()
