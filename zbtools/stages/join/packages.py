"""What a page prints as one package and a reader cuts out piece by piece: banners, news in brief, notices, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile

from zbtools.language.characters import ends_sentence
from zbtools.language.cohesion import shared_rarity
from zbtools.patterns import Pattern
from zbtools.rules.notices import heads_alone
from zbtools.stages.assemble import Draft
from zbtools.stages.bylines import find_byline
from zbtools.stages.bylines.bare import bare_name
from zbtools.stages.join.verse import reads_as_verse
from zbtools.stages.prefixes import SHORT_LINE
from zbtools.stages.units import Role, Unit

# Labels under which every paragraph is a story of its own.
_BRIEFS = Pattern(
    r"\p{Han}{0,4}(?:[简簡短][讯訊](?:速[递览]|集锦|[一二两三四五六七八九十]{1,2}[则束])?|要闻简报|[简簡]明新[闻聞]|一句话新闻)"
)
# Those that head longer stories as well: each story in brief has a bullet.
_MAYBE_BRIEFS = Pattern(r"\p{Han}{0,4}(?:快[讯訊]|短波|速[递览]|动态|動態|集锦|集錦|集萃|拾零|花絮|[资資][讯訊]|信息)")
# Code points of a story that stands under such a label with its own title.
LONGEST_BRIEF = 160
_AROUND_LABEL = "【】[]■●◆▲| \u3000"
_BULLETS = frozenset("▲△●○◆◇■□★☆▶►◎•·*")
# Stories under one banner: fewer may have a kicker each.
FEWEST = 3
# A banner without a higher mark shares a pair of characters with each story that is at least so rare (see
# `cohesion.shared_rarity`): 市委 is, 会议 is not.
NAMED = 5.0
# The mark of a line that has none.
UNMARKED = (0, False)
# What a line that heads a notice, or news in brief, may have been taken for.
HEADING_ROLES = frozenset({"paragraph", "subheading", "title"})
# Points of a summary (提要题) under a title, on one line or several.
SUMMARY = 2
_POINT = Pattern(r"(?:^|[\s　])[▲△●○◆◇■□★☆▶►◎•·*](?=[\s　]?\w)")


def packaged(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of a page, one for each piece that a reader would cut out."""
    wholes = [whole for draft in drafts for part in _notices(draft) for whole in _reports_below(part)]
    parts = [part for whole in wholes for part in _pictures(whole)]
    pieces = [piece for part in parts for piece in _briefs(_summarised(part))]
    return _with_brief_label(_under_banners(pieces))


def _notices(draft: Draft) -> Iterator[Draft]:
    """Yield the draft, and the notices and the news in brief that stand below its text as articles of their own."""
    current = replace(draft, body=[])
    for i, paragraph in enumerate(draft.body):
        heads = _heads_notice(paragraph) or _heads_briefs(draft.body, i)
        if heads and (current.body or not current.titles):
            if current.body or current.titles:
                yield current
            current = Draft(titles=[paragraph[0]._replace(role="title")])
        else:
            current.body.append(paragraph)
    yield current


def _reports_below(draft: Draft) -> Iterator[Draft]:
    """Yield the draft or, if it is a notice or a poem, what is below it under a heading with a dateline apart: no such
    text holds a report.
    """
    headings = [i for i, paragraph in enumerate(draft.body) if i and draft.titles and paragraph[0].role == "subheading"]
    at = headings[0] if headings else 0
    closes = at > 0 and (heads_alone(draft.titles[0].text) or _is_poem(draft.body[:at]))
    story = _story(draft.body[at:]) if closes else None
    if story:
        yield replace(draft, body=draft.body[:at], markers=[])
        yield replace(story, markers=draft.markers)
    else:
        yield draft


def _is_poem(body: Sequence[Sequence[Unit]]) -> bool:
    """Whether a text is verse, perhaps with its writer before it."""
    signed = bool(body) and bare_name(body[0][0].text) is not None
    return reads_as_verse([unit.text for paragraph in body[signed:] for unit in paragraph])


def _heads_notice(paragraph: Sequence[Unit]) -> bool:
    unit = paragraph[0]
    if len(paragraph) > 1 or len(unit.text) > SHORT_LINE or ends_sentence(unit.text):
        return False
    return unit.role in HEADING_ROLES and heads_alone(unit.text)


def _heads_briefs(body: Sequence[Sequence[Unit]], at: int) -> bool:
    """Whether a line below a text is the label of what follows, several stories in brief."""
    unit, below = body[at][0], body[at + 1 :]
    if len(body[at]) > 1 or unit.role not in HEADING_ROLES or not _is_label(unit.text, below):
        return False
    return len(_starts(below)) >= SUMMARY


def _is_label(text: str, below: Sequence[Sequence[Unit]]) -> bool:
    """Whether a line is a label of news in brief, given what stands below it."""
    name = text.strip(_AROUND_LABEL)
    return bool(_BRIEFS.fullmatch(name) or (_MAYBE_BRIEFS.fullmatch(name) and _all_marked(below)))


def _all_marked(body: Sequence[Sequence[Unit]]) -> bool:
    """Whether every paragraph has the bullet of a story."""
    return len(body) >= SUMMARY and all(paragraph[0].text[0] in _BULLETS for paragraph in body)


def _pictures(draft: Draft) -> Iterator[Draft]:
    """Yield the draft or, where nothing but captions stands between two lines of its title, or between its title and a
    heading with a dateline below, the picture and the story apart.

    The first line may also be the label of the story, with the picture between: then the story tells of what it names.
    """
    count = _leading(draft.body, "caption")
    captions, rest = draft.body[:count], draft.body[count:]
    above = [unit for unit in draft.titles if captions and unit.place < captions[0][0].place]
    below = [unit for unit in draft.titles if unit not in above]
    story = Draft(below, rest) if below and rest else _story(rest)
    line = "".join(unit.text for unit in above)
    if line and story and _tells_of(line, Draft(body=captions)) and not _tells_of(line, story):
        yield replace(draft, titles=above, body=captions, markers=[])
        yield replace(story, markers=draft.markers)
    else:
        yield draft


def _story(body: Sequence[list[Unit]]) -> Draft | None:
    """The story that a body is if it opens with headings and a dateline below them."""
    count = _leading(body, "subheading")
    found = find_byline(body[count][0].text, "head") if 0 < count < len(body) else None
    if found is None or found.end == len(body[count][0].text):
        return None
    return Draft([paragraph[0]._replace(role="title") for paragraph in body[:count]], list(body[count:]))


def _leading(body: Sequence[Sequence[Unit]], role: Role) -> int:
    """How many paragraphs have this role before the first that has another."""
    return sum(1 for _ in takewhile(lambda paragraph: paragraph[0].role == role, body))


def _summarised(draft: Draft) -> Draft:
    """Return the draft with the lines of a summary below its title (●… ●…) among its title lines."""
    count = 0
    while count < len(draft.body) and _is_summary(draft.body[count]):
        count += 1
    points = sum(len(_POINT.findall(paragraph[0].text)) for paragraph in draft.body[:count])
    if points < SUMMARY or count == len(draft.body) or not draft.titles:
        return draft
    lines = [paragraph[0]._replace(role="title") for paragraph in draft.body[:count]]
    return replace(draft, titles=[*draft.titles, *lines], body=draft.body[count:])


def _is_summary(paragraph: Sequence[Unit]) -> bool:
    text = paragraph[0].text
    return len(paragraph) == 1 and text[0] in _BULLETS and len(text) <= SHORT_LINE and not ends_sentence(text)


def _briefs(draft: Draft) -> Iterator[Draft]:
    """Yield the draft or, where its title is a label of news in brief, a draft for each of them under that label."""
    body = _under_label(draft)
    starts = _starts(body)
    if len(starts) < SUMMARY:
        yield draft
        return
    label = draft.titles[0]._replace(role="title")
    for number, (low, high) in enumerate(zip(starts, [*starts[1:], len(body)], strict=True)):
        titled = body[low][0].role == "subheading"
        first = [body[low][1:]] if titled else [body[low]]
        texts = [[_read(unit) for unit in paragraph] for paragraph in (*first, *body[low + 1 : high]) if paragraph]
        item = Draft(titles=list(body[low][:1]) if titled else [], body=texts, labels=(label,))
        # What was said of the whole stays with the first.
        whole = replace(draft, titles=item.titles, body=item.body, labels=item.labels, fragment=False)
        yield item if number else whole


def _with_brief_label(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, those that follow the first story of news in brief and are as short with its label."""
    result = list(drafts)
    label: Unit | None = None
    for i, draft in enumerate(drafts):
        own = next((unit for unit in (*draft.labels, *draft.titles[:-1]) if _names_briefs(unit)), None)
        carried = label if own is None and _is_brief(draft, label) else None
        if carried:
            # What several stories share is no line of the title of one.
            result[i - 1], result[i] = _labelled(result[i - 1], carried), _labelled(draft, carried)
        label = own or carried
    return result


def _labelled(draft: Draft, label: Unit) -> Draft:
    labels = draft.labels if label in draft.labels else (*draft.labels, label)
    return replace(draft, titles=[unit for unit in draft.titles if unit != label], labels=labels)


def _names_briefs(unit: Unit) -> bool:
    return _BRIEFS.fullmatch(unit.text.strip(_AROUND_LABEL)) is not None


def _is_brief(draft: Draft, label: Unit | None) -> bool:
    """Whether a story may stand under the label: one short paragraph, and one title that no higher mark sets apart."""
    if label is None or draft.labels or draft.fragment or len(draft.titles) > 1 or len(draft.body) != 1:
        return False
    title = draft.titles[0] if draft.titles else label
    is_set_apart = bool(title.level) and title.level < (label.level or title.level + 1)
    is_same_page = draft.body[0][0].page == label.page
    return is_same_page and not is_set_apart and sum(len(unit.text) for unit in draft.body[0]) <= LONGEST_BRIEF


def _under_label(draft: Draft) -> list[list[Unit]]:
    """What stands under the label of news in brief, or nothing if there is no such label.

    A title behind the label is that of the first, if others have one below: a page without heading marks has those as
    subheadings.
    """
    if not draft.titles or not _is_label(draft.titles[0].text, draft.body):
        return []
    if len(draft.titles) == 1:
        return draft.body
    titled = [paragraph[0].role == "subheading" for paragraph in draft.body]
    if len(draft.titles) > 2 or not any(titled) or any(find_byline(p[0].text, "head") for p in draft.body):
        return []
    return [[draft.titles[1]._replace(role="subheading")], *draft.body]


def _read(unit: Unit) -> Unit:
    """A bullet that would mark a caption marks a story here."""
    return unit._replace(role="paragraph") if unit.role == "caption" else unit


def _starts(body: Sequence[Sequence[Unit]]) -> list[int]:
    """Return which paragraphs begin a story: those with a heading, a bullet or a dateline, else all of them."""
    marked = _marked(body)
    return marked if marked and marked[0] == 0 else list(range(len(body)))


def _marked(body: Sequence[Sequence[Unit]]) -> list[int]:
    """Return which paragraphs have a mark of their own; a dateline below a heading is of the story that this begins."""
    headed = [False, *(paragraph[0].role == "subheading" for paragraph in body)]
    return [i for i, (first, *_) in enumerate(body) if headed[i + 1] or (not headed[i] and _is_marked(first))]


def _is_marked(unit: Unit) -> bool:
    return unit.role == "subheading" or unit.text[0] in _BULLETS or find_byline(unit.text, "head") is not None


def _under_banners(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, those below a banner headline (通栏题) with that as their label and without it as a title."""
    result = list(drafts)
    for i, draft in enumerate(drafts):
        below = _below(drafts, i)
        if below >= FEWEST:
            banner = draft.titles[0]
            result[i] = replace(draft, titles=draft.titles[1:])
            result[i : i + below] = [replace(one, labels=(banner, *one.labels)) for one in result[i : i + below]]
    return result


def _below(drafts: Sequence[Draft], first: int) -> int:
    """Return how many stories stand below a banner, the first included: it is marked unlike all of their titles, or no
    line is.

    A mark that is higher than theirs is enough. Where it is another one, or none, the line may be the kicker of the
    first story, unless the others tell of what it names, and no story above or below them does.
    """
    titles = drafts[first].titles
    if len(titles) < 2 or (_mark(titles[0]) == _mark(titles[1]) != UNMARKED):
        return 0
    below = takewhile(lambda draft: draft.titles and _mark(draft.titles[0]) == _mark(titles[1]), drafts[first + 1 :])
    if titles[0].level and titles[0].level < titles[1].level:
        return 1 + sum(1 for _ in below)
    tells = partial(_tells_of, titles[0].text)
    count = 1 + sum(1 for _ in takewhile(tells, below))
    return 0 if count >= FEWEST and any(map(tells, (*drafts[:first], *drafts[first + count :]))) else count


def _mark(title: Unit) -> tuple[int, bool]:
    return title.level, title.bold


def _tells_of(line: str, draft: Draft) -> bool:
    """Whether a story has a word of the line that is rare in open text, whatever text that is."""
    text = "".join(unit.text for unit in draft.units)
    return shared_rarity(line, text) >= NAMED
