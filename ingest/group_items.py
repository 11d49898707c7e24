"""Items below a group ("2. Sở Tài chính", "2. Giao UBND xã:") that name bodies of their own."""

from __future__ import annotations

from dataclasses import replace

from ingest.binding import Bound, Setting, by_order, duty_after, opens_with_order
from ingest.clauses import openings
from ingest.duties import is_duty
from ingest.models import Block
from ingest.text import canonical


def with_own(group: Bound, block: Block, at: Setting) -> tuple[Bound, ...]:
    """An item below a group whose sentences open with their own bodies: these are bound there, not the group's."""
    own = by_order(block, at)
    if not own or not all(_opens_with_body(block, bound.part, at) for bound in own):
        return (group,)
    before = len(block.text[: own[0].part[0]].rstrip())
    return (replace(group, part=(0, before)), *own) if before else own


def _opens_with_body(block: Block, part: tuple[int, int], at: Setting) -> bool:
    start, end = part
    if opens_with_order(block.text[start:end]):
        return True
    lowered = canonical(block.text[start:end])
    for opening in (o for o in openings(lowered) if not lowered[:o].endswith(", ")):
        mentions = at.agencies.read_prefix(block.text[:end], start + opening, at.home)
        if mentions and is_duty(duty_after(block.text[:end], mentions[-1].end, at), False):
            return True
    return False
