"""Whether rules are as sure as they should be: how often each kind of decision by rules is right, beside what it says.

    python -m benchmarks.rules [GOLD ...] [--jobs N]

Without GOLD: the development pages. By `split`, a `title` is right if the line is one; a `subheading`, `caption`,
`byline` or `table` if it is in a body; `furniture` and `marker` if it is in no article. By `dedupe`, a `drop` is right
if the text is in the article of what it repeats, at the same place, or in none. What the truth of these pages cannot
tell, such as a subheading from a paragraph, is not judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from benchmarks.confidence import Truth
from benchmarks.gold import Issue, asked, one_thread, run_whole, split_issue
from zbtools.model import Decision, Record

BODY = ("subheading", "caption", "byline", "table")
OUTSIDE = ("furniture", "marker")
# Places of a repeated text that was misread agree within so many code points.
NEAR = 12

Told = tuple[str, str, float, bool]


def main() -> None:
    """Print the table."""
    one_thread()
    issues, jobs = asked(__doc__)
    found: dict[tuple[str, str, float], list[bool]] = defaultdict(list)
    with ProcessPoolExecutor(jobs) as workers:
        for told in workers.map(judge, issues, chunksize=4):
            for op, rule, said, right in told:
                found[op, rule, said].append(right)
    print(f"{'decision':12}{'rule':14}{'says':>6}{'right':>8}{'of':>7}")
    for (op, rule, said), answers in sorted(found.items()):
        print(f"{op:12}{rule:14}{said:6.2f}{sum(answers) / len(answers):8.3f}{len(answers):7}")


def judge(issue: Issue) -> list[Told]:
    """Return the decisions by rules on an issue, and whether they are right."""
    truth = Truth(issue)
    # Each record of `split` names the one page that it is on by 0: what is judged is the page of its issue.
    first = list(_rules(split_issue(issue), truth)) if len(issue["pages"]) == 1 else []
    drops = [
        ("drop", decision.rule, decision.confidence, _is_repeat(decision, truth))
        for record in run_whole(issue)
        for decision in record.decisions
        if decision.op == "drop" and len(decision.at) == 2
    ]
    return first + drops


def _rules(records: list[Record], truth: Truth) -> Iterator[Told]:
    for record in records:
        for decision in record.decisions:
            key = truth.at(*decision.at[0][:2])
            rule = "by code" if decision.rule.startswith("ZB") else decision.rule
            if decision.op == "title":
                yield "title", rule, decision.confidence, key is not None and key[1] < 0
            elif decision.op in BODY:
                yield decision.op, rule, decision.confidence, key is not None and key[1] >= 0
            elif decision.op in OUTSIDE:
                yield decision.op, rule, decision.confidence, key is None


def _is_repeat(decision: Decision, truth: Truth) -> bool:
    copy, original = (truth.at(page, start) for page, start, _ in decision.at)
    if copy is None or original is None:
        return copy is None
    return copy[:2] == original[:2] and abs(copy[2] - original[2]) <= NEAR


if __name__ == "__main__":
    main()
