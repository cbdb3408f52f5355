"""Bylines that name no reporter: the post of an author, and the commentators of a paper."""

from __future__ import annotations

import re

from zbtools.language.names import is_word, read_names
from zbtools.model import Byline, Person
from zbtools.rules.bylines.forms import form_of
from zbtools.rules.bylines.signatures import AUTHOR, BARE
from zbtools.rules.own import NONE, OwnRules
from zbtools.stages.bylines.credits import people_of, read_credits, without_brackets
from zbtools.stages.bylines.found import BULLETS

Read = tuple[Byline, str]
"""A byline, and the code of the rule that read it."""


def read_author(line: str, own: OwnRules = NONE) -> Read | None:
    """Read 作者系…: the post is kept as text; who wrote it down for the author may be named in a later clause.

    >>> read_author("作者为大桥工程总指挥，本报记者周一苇整理")[0].people
    (Person(name='周一苇', role='记者', outlet='本报', bureau=False, extra=None),)
    """
    match = AUTHOR.search(line)
    if match is None:
        return None
    named = match.get("people")
    names = read_names(named, "not") if named else None
    if named and (names is None or any(map(is_word, names.names))):
        return None
    people = tuple(Person(name, match["role"]) for name in names.names) if names else ()
    ambiguous = names is not None and names.ambiguous
    for clause in re.split("[，,。；;]", line[match.end() :])[1:]:
        credits = read_credits(clause, own=own)
        if credits:
            people += people_of(credits, None)
            ambiguous |= credits.ambiguous
    return Byline(line, form="作者", people=people, ambiguous=ambiguous), AUTHOR.code


def read_unnamed(line: str, _: OwnRules = NONE) -> Read | None:
    """Read 本报评论员, 新华社记者: signed without a name.

    >>> read_unnamed("本报评论员")[0].form
    '评论员'
    """
    match = BARE.search(without_brackets(line.lstrip(BULLETS)))
    if match is None:
        return None
    outlet = match["outlet"].strip("《》")
    return Byline(line, outlet, form_of(match["role"]) or "署名", own=outlet[0] == "本"), BARE.code
