"""An observer that remembers what it is told."""

from __future__ import annotations

from zbtools.errors import ZbtoolsError


class Ears:
    """Everything that a batch says, in lists."""

    def __init__(self) -> None:
        self.failures = 0
        self.errors: list[str] = []
        self.warnings: list[str] = []
        self.names: list[str] = []

    def planned(self, inputs: int) -> None:
        pass

    def began(self, name: str) -> None:
        self.names.append(name)

    def warn(self, message: str, _: str = "") -> None:
        self.warnings.append(message)

    def failed(self, error: ZbtoolsError) -> None:
        self.failures += 1
        self.errors.append(str(error))
