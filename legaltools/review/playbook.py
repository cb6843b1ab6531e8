"""Whose side the review takes and what it may pass over."""

from typing import Literal

from msgspec import Struct

from legaltools.model.finding import Level


class Playbook(Struct, frozen=True):
    """The reviewer's settings; the default takes no side and knows nothing of the counterparty."""

    side: Literal["user", "provider", "both"] = "both"
    party_context: Literal["consumer", "business", "unknown"] = "unknown"
    off: tuple[str, ...] = ()
    severities: dict[str, Level] = {}

    def wants(self, code: str) -> bool:
        """Tell whether a rule (or its family) is on."""
        return code not in self.off and code[:3] not in self.off

    def severity(self, code: str) -> Level | None:
        """Return the level the playbook gives a rule."""
        return self.severities.get(code)
