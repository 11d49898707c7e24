"""Signs of documents: printed ones, blank ones, typed ones, and the references they stand in."""

from ingest.printed_references import PrintedReference, distinct_references, find_references
from ingest.sign_grammar import (
    BlankSign,
    Sign,
    System,
    find_blank_sign,
    find_signs,
    normalise,
    parse,
    same_code,
    same_sign,
)
from ingest.sign_queries import SignQuery, find_sign_queries, matches

__all__ = [
    "BlankSign",
    "PrintedReference",
    "Sign",
    "SignQuery",
    "System",
    "distinct_references",
    "find_blank_sign",
    "find_references",
    "find_sign_queries",
    "find_signs",
    "matches",
    "normalise",
    "parse",
    "same_code",
    "same_sign",
]
