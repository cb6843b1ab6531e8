"""What a report says, worded in one language and free of any format; every writer of an opinion or a ledger takes it.

Offsets are half-open code points into the text as read. Lengths of pictures are in CSS pixels, ``y`` grows downwards.
"""

from msgspec import Struct

from legaltools.model.annotation import NormType, ReferenceKind, Role
from legaltools.model.comparison import Segment
from legaltools.model.finding import BasisScope, Emphasised, Level
from legaltools.model.source import Cell
from legaltools.model.span import Span

ADRIFT = "ledger-references"  # where a reference leads whose target was not found


class Column(Struct, frozen=True):
    """A column of a table: its heading, its width in half-width characters.

    A ``detail`` is left out where the cards beside the table say the same.
    """

    title: str
    width: int = 12
    detail: bool = False


class Marked(Struct, frozen=True):
    """Text of a cell with what was deleted or inserted in it; ``str`` of it is the text alone."""

    segments: tuple[Segment, ...]

    def __str__(self) -> str:
        """Return the text of all segments."""
        return "".join(segment.text for segment in self.segments)


class Row(Struct, frozen=True):
    """A line of a table.

    ``eid`` is the clause it speaks of (``""`` if none) and ``link`` the cell that names it; ``issue`` is its card (0 if
    none), ``level`` that card's severity.
    """

    cells: tuple[str | int | float | Marked, ...]
    eid: str = ""
    issue: int = 0
    level: str = ""
    link: int = 0


class Table(Struct, frozen=True):
    """A ledger; ``key`` names it for anchors and sheets, ``note`` says how to read it or that it is empty."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""


class Ledgers(Struct, frozen=True):
    """All tables of one document."""

    lang: str
    title: str
    tables: tuple[Table, ...]


class Fact(Struct, frozen=True):
    """A line of the front page."""

    name: str
    value: str


class Place(Struct, frozen=True):
    """A clause as a reader calls it: ``8.5``, ``第十二条`` or the beginning of its text."""

    eid: str
    label: str


class Count(Struct, frozen=True):
    """How many issues are of one level or family or side."""

    key: str
    name: str
    count: int


class Issue(Struct, frozen=True):
    """A card: what stands in the text, why it matters, on what ground, what to ask for.

    ``number`` counts from 1 in the order of the list (severity, then place). ``also`` names the secondary rules of the
    same words, ``similar`` a card of the same rule in each other clause, ``key`` identifies the finding between runs
    (rule and quote), ``tentative`` marks what a reviewer wants collapsed. ``grounds`` is the basis with the
    articles of one law together, ``spots`` is where the secondary rules stand, ``parties`` are those the words name,
    ``where`` is the page or the line.
    """

    number: int
    key: str
    rule: str
    name: str
    family: str
    family_name: str
    level: Level
    level_name: str
    side: Role
    side_name: str
    confidence_name: str
    tentative: bool
    place: Place
    where: str
    line: int
    start: int
    end: int
    quote: str
    message: str
    effect: str
    basis: tuple[str, ...]
    grounds: tuple[str, ...]
    basis_scope: BasisScope
    basis_note: str
    recommendation: str
    priority: str
    priority_name: str
    emphasised: Emphasised
    emphasis_name: str
    also: tuple[str, ...] = ()
    similar: tuple[int, ...] = ()
    related: tuple[Place, ...] = ()
    spots: tuple[Span, ...] = ()
    parties: tuple[str, ...] = ()
    why: str = ""
    guards: tuple[str, ...] = ()


class Headline(Struct, frozen=True):
    """One of the ten lines of the summary; ``issues`` are the cards it gathers, one a clause."""

    text: str
    level: Level
    issues: tuple[int, ...] = ()
    place: Place | None = None
    name: str = ""


class Gap(Struct, frozen=True):
    """A clause the text does not have."""

    rule: str
    name: str
    level: Level
    level_name: str
    message: str
    basis: tuple[str, ...]
    recommendation: str


class Part(Struct, frozen=True):
    """A kind of norm in a party's balance; ``heavy`` if it burdens the bearer."""

    type: NormType
    name: str
    count: int
    heavy: bool


class Balance(Struct, frozen=True):
    """What one party bears and may do; ``favoured`` counts the issues that favour it."""

    name: str
    role: Role
    role_name: str
    parts: tuple[Part, ...]
    favoured: int = 0

    @property
    def burdens(self) -> int:
        """Duties, bans, liabilities and lost rights."""
        return sum(part.count for part in self.parts if part.heavy)

    @property
    def rights(self) -> int:
        """Permissions, powers and exemptions."""
        return sum(part.count for part in self.parts if not part.heavy)


class Promise(Struct, frozen=True):
    """What the provider takes on: the clauses that speak for the text, put on record beside the risks."""

    text: str
    deadline: str
    place: Place


class Moment(Struct, frozen=True):
    """A deadline on the timeline: ``x`` from -1 (long before the event) to 1 (long after), ``None`` if undecided."""

    text: str
    detail: str
    who: str
    place: Place
    x: float | None
    lane: int = 0
    span: bool = False


class Tick(Struct, frozen=True):
    """A mark on the timeline's axis."""

    x: float
    name: str


class Outside(Struct, frozen=True):
    """A document, law or page the text points to; ``binding`` if a clause makes it part of the contract.

    ``anchor`` is where references to it lead.
    """

    anchor: str
    name: str
    kind: ReferenceKind
    kind_name: str
    places: tuple[Place, ...]
    binding: bool = False


class Piece(Struct, frozen=True):
    """Characters of a clause that are shown alike.

    ``issues`` are the cards on them (most severe first), ``spots`` those whose secondary rules stand on them,
    ``level`` and ``family`` those of the first, ``opens`` the cards that begin here. ``target`` is where a reference
    leads: an eid, the anchor of an outside document, or :data:`ADRIFT`. ``term`` is the index of the defined term they
    are (-1: none), ``defines`` tells whether it is defined here, ``strong`` whether the page printed them bold or
    underlined, ``label`` whether they are the printed label.
    """

    text: str
    issues: tuple[int, ...] = ()
    spots: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    level: str = ""
    family: str = ""
    target: str = ""
    term: int = -1
    defines: bool = False
    strong: bool = False
    label: bool = False


class Clause(Struct, frozen=True):
    """A node of the tree with its text in pieces. ``title`` is its line in the tree, ``level`` its
    worst issue's, ``heading`` whether it is nothing but a heading, ``cell`` its place in a table."""

    eid: str
    kind: str
    label: str
    title: str
    parent: str
    depth: int
    line: int
    size: int
    pieces: tuple[Piece, ...]
    level: str = ""
    issues: tuple[int, ...] = ()
    heading: bool = False
    cell: Cell | None = None


class Definition(Struct, frozen=True):
    """A defined term with the words that define it."""

    term: str
    text: str
    place: Place
    uses: int


class Vertex(Struct, frozen=True):
    """A node of the picture: ``kind`` is ``party clause term external``; ``anchor`` the eid it stands for.

    ``label`` is what fits beside it, ``title`` the whole.
    """

    id: str
    kind: str
    label: str
    title: str
    x: int
    y: int
    anchor: str = ""
    level: str = ""


class Link(Struct, frozen=True):
    """An edge of the picture between two vertices (indices) with the SVG path that draws it."""

    source: int
    target: int
    kind: str
    path: str
    count: int = 1


class Picture(Struct, frozen=True):
    """The graph laid out: parties left, clauses in reading order in the middle, terms and outside documents right.

    A clause is a box that reaches ``half`` to both sides of its ``x``. ``legend`` names the kinds of vertices (``v-…``)
    and links (``e-…``).
    """

    width: int
    height: int
    half: int
    vertices: tuple[Vertex, ...]
    links: tuple[Link, ...]
    note: str = ""
    legend: tuple[tuple[str, str], ...] = ()


class Band(Struct, frozen=True):
    """A row of the risk map: a chapter and its clauses as boxes ``(x, width, eid, level, title)`` out of 1000."""

    name: str
    eid: str
    boxes: tuple[tuple[float, float, str, str, str], ...]


class Report(Struct, frozen=True):
    """A review opinion; ``words`` holds the fixed wording writers need, by key."""

    lang: str
    side: str
    title: str
    name: str
    sha256: str
    words: dict[str, str]
    facts: tuple[Fact, ...]
    verdict: str
    headlines: tuple[Headline, ...]
    levels: tuple[Count, ...]
    families: tuple[Count, ...]
    sides: tuple[Count, ...]
    parties: tuple[Count, ...]
    issues: tuple[Issue, ...]
    gaps: tuple[Gap, ...]
    balances: tuple[Balance, ...]
    balance_note: str
    promises: tuple[Promise, ...]
    moments: tuple[Moment, ...]
    ticks: tuple[Tick, ...]
    outside: tuple[Outside, ...]
    bands: tuple[Band, ...]
    clauses: tuple[Clause, ...]
    definitions: tuple[Definition, ...]
    picture: Picture
    ledgers: tuple[Table, ...]
    quality: Table
    grounds: Table
    asymmetry: Table
    evidence: tuple[str, ...]
    notes: tuple[str, ...]
    disclaimer: str
