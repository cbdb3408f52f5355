"""Flawed dumps with a known truth, made from any archive of articles.

A newspaper page is laid out in bands and columns, read by a careless layout reader, and written down with the marks,
repetitions and losses of such readers; the gold says which characters of the dump belong to which article.

>>> import random
>>> place = {"paper": "滨江日报", "date": "20200301", "page": 1, "no": 1}
>>> article = {**place, "title": ["江堤加固完工"], "body": ["三月一日，" * 9]}
>>> issue = synthesise([article], "dev-like", random.Random(1))
>>> sorted(issue)
['cfg', 'date', 'id', 'page_numbers', 'pages', 'paper', 'runs']
"""

from benchmarks.synthesise.archive import Article, issues, read_archive
from benchmarks.synthesise.issue import synthesise
from benchmarks.synthesise.mix import Mix
from benchmarks.synthesise.mixes import MIXES

__all__ = ["MIXES", "Article", "Mix", "issues", "read_archive", "synthesise"]
