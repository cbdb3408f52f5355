"""What a unit is given by rules, while its page is still being read."""

from __future__ import annotations

from typing import NamedTuple

from zbtools.stages.units import Role

HEADING, BOLD, SHORT = "heading-mark", "bold-line", "short-line"
CANDIDATE = frozenset({HEADING, BOLD, SHORT})


class Given(NamedTuple):
    """What a unit is given: its `role`, `rule` and `detail`. A candidate title is a paragraph on one of the grounds."""

    role: Role
    rule: str = ""
    detail: str = ""

    @property
    def is_candidate(self) -> bool:
        """Whether it is a paragraph by itself that may be a title."""
        return self.role == "paragraph" and self.rule in CANDIDATE


PARAGRAPH = Given("paragraph")
GROUNDS = {ground: Given("paragraph", ground) for ground in CANDIDATE}
