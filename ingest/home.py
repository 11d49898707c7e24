"""Where a document comes from: the commune that issued it, and whether its province is the register's."""

from __future__ import annotations

import re

from ingest.agencies import Agencies
from ingest.models import Identity, Source
from ingest.text import canonical

_COMMUNE = re.compile(
    r"(?:ủy ban nhân dân|ubnd|hđnd|đảng ủy|công an|trường \w+ ?\w*) ((?:xã|phường|đặc khu|thị trấn) .+)"
)
_OPENING = 4000  # characters in which a document that has no head names its province


def home_commune(identity: Identity) -> str | None:
    """The commune that issued it ("xã X"), which "Phòng Văn hóa - Xã hội" then belongs to."""
    issuer = identity.issuer.value if identity.issuer else ""
    match = _COMMUNE.match(canonical(issuer))
    return issuer[match.start(1) : match.end(1)] if match else None


def local_register(source: Source, identity: Identity, agencies: Agencies) -> Agencies:
    """The register whose provincial names fit this document: without the own province's where it is of another one."""
    own = agencies.directory.province
    named = _province(source, identity, agencies)
    if named is None:
        commune = home_commune(identity)
        known = {canonical(name) for name, kind in agencies.directory.kinds.items() if kind == "commune"}
        return agencies.elsewhere() if commune and known and canonical(f"UBND {commune}") not in known else agencies
    return agencies if canonical(named) == canonical(own) else agencies.elsewhere(named)


def _province(source: Source, identity: Identity, agencies: Agencies) -> str | None:
    """The province that issuer, place or opening words name, the first that does."""
    names = sorted({*agencies.directory.provinces, agencies.directory.province} - {""}, key=len, reverse=True)
    pattern = "|".join(re.escape(canonical(name)) for name in names)
    headed = re.compile(rf"(?:tỉnh|thành phố|tp\.?|tỉnh ủy|thành ủy) ({pattern})(?!\w)")
    if identity.issuer and (match := headed.search(canonical(identity.issuer.value))):
        return match[1]
    if identity.place and re.fullmatch(pattern, canonical(identity.place.value)):
        return identity.place.value
    opening = headed.search(" ".join(canonical(source.text[:_OPENING]).split()))
    return opening[1] if opening else None
