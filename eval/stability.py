"""Does the same question get the same answer again? Several runs of one assistant over the same questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.answers import Verdict
from eval.figures import Figure, share


@dataclass(frozen=True, slots=True)
class Stability:
    """Shares of questions whose verdict, ending and words were the same in every run; ``flips`` are the other ids."""

    runs: int
    same_verdict: Figure
    same_status: Figure
    same_words: Figure
    flips: tuple[str, ...]


def stability(runs: Sequence[Sequence[Verdict]]) -> Stability:
    """Hold runs over the same cases in the same order against each other."""
    asked = list(zip(*runs, strict=True))
    verdicts = [len({verdict.is_right for verdict in answers}) == 1 for answers in asked]
    flips = tuple(answers[0].case.id for answers, same in zip(asked, verdicts, strict=True) if not same)
    return Stability(
        len(runs),
        share(verdicts),
        share([len({verdict.status for verdict in answers}) == 1 for answers in asked]),
        share([len({verdict.text for verdict in answers}) == 1 for answers in asked]),
        flips,
    )
