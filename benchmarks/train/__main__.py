"""Train all learned numbers: `python -m benchmarks.train CORPUS ... [--without-dates-of TEST_SET] [--work FOLDER]`.

Needs torch and OpenCC. The language models are trained three times: on each half of the days, so that the engine can
learn from pages whose words they have not counted, and on all days, for `zbtools/data`. Each stage keeps what it made
in the work folder, and is passed over where that is there: a training that was broken off goes on with the stage that
it was in, and one with another `--seed` trains `fates` only.
"""

from __future__ import annotations

import argparse
import json
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from benchmarks.train.corpora import read_articles, without_dates_of
from benchmarks.train.corrected import corrected_issues
from benchmarks.train.engine import Fold, train_engine
from benchmarks.train.kept import keep_issues, keep_language
from zbtools.language.arrays import DATA

# Every so many days are held out to measure on.
HELD_OUT = 9
FOLDS = 2
# What may differ between two trainings that share a work folder.
FREE = ("work", "seed", "threads")


def main() -> None:
    """Train on the corpora given."""
    options = _options()
    torch.set_num_threads(options.threads)
    with TemporaryDirectory() as passing:
        work = options.work or Path(passing)
        _only_of(work, {name: str(value) for name, value in vars(options).items() if name not in FREE})
        _train(options, work)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--without-dates-of", type=Path, help="a test set whose days must not be learned from")
    parser.add_argument("--before", default="9", metavar="YYYYMMDD", help="learn only from days before this one")
    parser.add_argument("--corrected", nargs="+", type=Path, default=[], help="gold, or records with corrections")
    parser.add_argument("--corrected-times", type=int, default=1, help="how often the engine sees each of them")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--scale", type=float, default=1.0, help="share of the pages that the engine learns from")
    parser.add_argument("--seed", type=int, default=0, help="of the network that chooses fates")
    parser.add_argument("--work", type=Path, help="keep what each stage makes, and go on from it")
    return parser.parse_args()


def _only_of(work: Path, settings: dict[str, str]) -> None:
    """Stop if `work` is of a training with other settings."""
    work.mkdir(parents=True, exist_ok=True)
    path = work / "settings.json"
    if path.exists() and json.loads(path.read_text()) != settings:
        raise SystemExit(f"{work} is of a training with other settings: {path.read_text()}")
    path.write_text(json.dumps(settings))


def _train(options: argparse.Namespace, work: Path) -> None:
    test_set = options.without_dates_of
    corpora = [
        [article for article in without_dates_of(read_articles([path]), test_set) if article["date"] < options.before]
        for path in options.corpus
    ]
    days = sorted({article["date"] for articles in corpora for article in articles})
    held_out = set(days[::HELD_OUT])
    learned_from = [day for day in days if day not in held_out]
    folders = [work / f"fold{number}" for number in range(FOLDS)]
    folds = [set(learned_from[number::FOLDS]) for number in range(FOLDS)]
    with ProcessPoolExecutor(options.threads, get_context("spawn"), torch.set_num_threads, (1,)) as workers:
        made = [workers.submit(keep_language, corpora, set(learned_from), held_out, work)]
        for folder, fold in zip(folders, folds, strict=True):
            made.append(workers.submit(keep_language, corpora, set(learned_from) - fold, held_out, folder))
            made.append(workers.submit(keep_issues, corpora, fold, options.scale / FOLDS, folder))
        for one in made:
            one.result()
    DATA.joinpath("language.bin").write_bytes(work.joinpath("language.bin").read_bytes())
    issues = [pickle.loads(folder.joinpath("issues.pkl").read_bytes()) for folder in folders]
    # No language model has counted their words, unless their days are in a corpus: either half will do.
    for number, issue in enumerate(corrected_issues(options.corrected, test_set)):
        issues[number % FOLDS] += [issue] * options.corrected_times
    found = [Fold(*pair) for pair in zip(issues, folders, strict=True)]
    train_engine(found, work, DATA / "engine.bin", options.seed)


if __name__ == "__main__":
    main()
