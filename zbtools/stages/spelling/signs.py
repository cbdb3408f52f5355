r"""Commands of LaTeX that stand for one character, read as that character: 2\textperthousand is 2‰. And fractions.

A reader that sets numbers as formulas leaves them; no other command is read, and a command stays where a letter follows
that would make it another one.
"""

from __future__ import annotations

import re

SIGNS = {
    "textperthousand": "‰",
    "permil": "‰",
    "textpercent": "%",
    "textcelsius": "℃",
    "celsius": "℃",
    "textdegree": "°",
    "degree": "°",
    "circ": "°",
    "times": "×",
    "texttimes": "×",
    "div": "÷",
    "pm": "±",
    "cdot": "·",
    "sim": "~",
    "textasciitilde": "~",
    "approx": "≈",
    "leq": "≤",
    "le": "≤",
    "geq": "≥",
    "ge": "≥",
    "neq": "≠",
    "textyen": "¥",
    "yen": "¥",
}
_COMMAND = re.compile(r"\\(" + "|".join(sorted(SIGNS, key=len, reverse=True)) + r")(?![A-Za-z])(?:\{\})?")
# 30\circ C: the sign for degrees Celsius, if the C begins no word.
_CELSIUS = re.compile(r"\\(?:circ|degree|textdegree)\s?C(?![A-Za-z])")
# Of figures alone; the figure before it is that of a whole number.
_FRACTION = re.compile(r"([0-9]?)\\[dt]?frac\s?\{\s?([0-9.]{1,9})\s?\}\s?\{\s?([0-9.]{1,9})\s?\}")
# 10^4, as zbtools leaves 10^{4} of a formula.
_EXPONENT = re.compile(r"(?<=[0-9])\^([+-]?[0-9]{1,3})(?![0-9])")
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def read_signs(text: str) -> str:
    r"""Return `text` with the commands of LaTeX that stand for a character as that character.

    >>> read_signs(r"坡度2\textperthousand,气温30\circ C,面积3\times10^4米,占\frac{1}{2}")
    '坡度2‰,气温30℃,面积3×10⁴米,占1/2'
    """
    if "\\" in text:
        text = _FRACTION.sub(lambda found: f"{found[1] and found[1] + ' '}{found[2]}/{found[3]}", text)
        text = _COMMAND.sub(lambda found: SIGNS[found[1]], _CELSIUS.sub("℃", text))
    return _EXPONENT.sub(lambda found: found[1].translate(_RAISED), text) if "^" in text else text
