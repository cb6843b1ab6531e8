"""What kind of text it is: statutes and interpretations are told from contracts by the words they use of themselves."""

from functools import cache

from legaltools.lexicon import Triggers, table

SURE = 3  # times a statute names itself at least


def is_statute(folded: str) -> bool:
    """Tell whether a folded text speaks of itself as a statute more often than as a contract.

    >>> is_statute("本法自公布之日起施行。" * 3), is_statute("本协议自您点击同意之日起生效。" * 3)
    (True, False)
    """
    triggers, statute = _words()
    said = triggers.count(folded)
    own = sum(said[word] for word in statute)
    return own >= SURE and own * 2 > said.total()


@cache
def _words() -> tuple[Triggers, frozenset[str]]:
    data = table("genre")
    return Triggers([*data["statute"], *data["contract"]]), frozenset(data["statute"])
