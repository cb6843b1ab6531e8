'''One module holds rules of one subject; every rule is one decorated function and carries its own examples.

A module is found by its place in this folder; a family that outgrows 400 lines is split by subject into two modules.

A sentence rule
---------------
::

    from legaltools.review.context import Sentence
    from legaltools.review.rule import Guard, Hit, rule

    @rule(
        code="LIM002",
        name=("责任限额", "Liability cap"),
        category="liability_cap",              # category of the gold annotations, "" if not scored
        severity="high",                       # critical high medium low info, before the modifiers
        basis=("民-584", "民-497(2)", "合监-7(4)"),   # keys of statutes.toml; add a line there for a new article
        triggers=(("赔偿", "责任"), ("不超过", "为限")),   # EVERY group must have a phrase in the sentence
        patterns=("(?:赔偿|责任){C20}不超过",),
        guards=(Guard("用户责任的限额", "{U}应"),),   # a look-alike: drops the hit; name is shown as evidence
        message=("……", "…"),                   # 疑似/提示复核/存在……风险; never 无效 as a verdict
        advice=("……", "…"),
        bad=("…",), good=("…",),               # sentences; ≥ 6 flagged, ≥ 4 not; run by tests/test_rules.py
    )
    def cap(s: Sentence, m: re.Match[str]) -> Hit | None:
        """What it is and where its border lies (shown by `legaltools rules explain` and docs/rules.md)."""
        return s.hit(m)                        # or None: not this one; the next match is judged

*What a pattern sees.* The *masked* sentence: full-width ASCII folded (，→, （→( ；→;), and every mention of a side
replaced by its role, so that a rule knows who speaks whatever the document calls him. Write

* ``{P}`` provider (我们, 本公司, and the names the document gives it), ``{U}`` user, ``{M}`` both sides alike (双方,
  任何一方), ``{F}`` affiliates and partners, ``{T}`` third parties, ``{A}`` authorities, ``{O}`` a party whose side is
  unknown (甲方 of a bilateral contract). Never write 您 用户 阿里云 第三方 in a pattern: they are not there.
  Compounds of ``lexicon/roles.toml`` ``neutral`` (用户名, 客户端) stay as they are. ``用户数据`` is ``{U}数据``.
* ``{S20}`` up to 20 characters of the sentence, ``{C20}`` up to 20 characters without a comma.

* ``{bear}``, ``{stop}`` … a part that several rules share (``phrases.toml``).
* a full-width letter (``Ｐ``) for one character of a mention: ``[ＴＦ]`` is either of two sides, ``Ｐ{C9}`` begins at a
  mention's last character.

Full-width punctuation in a pattern is folded for you. Every quantifier must be bounded (a test looks).
``weak=(…)`` are patterns that only hint (low confidence). ``inherited=True``: if the introduction of a
list is flagged, its items are too (low confidence). A family keeps what its rules say and look for as cards in
``<family>.toml`` (the same fields); its functions then read ``@family("LIM002")`` (:mod:`legaltools.review.card`).

``shades=(Shade(name, pattern, step),)`` make a finding lighter (1, 2) or graver (-1) by what else the sentence says.

*Triggers* are searched in the unmasked, folded text. Choose selective ones: a rule costs nothing where a group is
absent.

``Guard(name, pattern, scope)``: ``scope="clause"`` (default) looks between the commas around the match, ``"sentence"``
in the whole sentence, ``"context"`` also in the list heads above and in the proviso after it.

``Sentence``: ``s.masked s.text s.head`` (masked introductions such as 您承诺：, nearest first) ``s.proviso`` (next
sentence if it limits this one) ``s.context`` (head + sentence + proviso) ``s.node s.mutual s.names("user")
s.has(pattern) s.clause(start, end)`` and ``s.hit(m, confidence=, side=, step=, message=)``.
``step=1`` lowers the gravity by one level, ``-1`` raises it (``step`` counts towards "info"). ``side`` is who benefits.
Only one hit a rule and sentence is kept: the first that survives. Modifiers (absolute wording, loss of data or money,
consumer blacklist, mutual, carve-out, thirty days + exit + refund, own act) are applied by the engine; name those that
the rule itself is about in ``inherent=("stakes",)`` so that they do not count twice.

Examples run against a fixed cast: provider 阿里云 平台 公司 服务商 (and 我们 …), user 您 用户 客户 会员 …; in an
example 甲方 is the provider and 乙方 the user. Several lines make a small document; the lines after one that ends in
``：`` are its items.

Languages
---------
The docstring of a rule's function says in English what it looks for and where its border lies; its Chinese is a line of
``about.toml``. ``english.toml`` holds the English of what is data here in Chinese: laws, what their articles say, names
of guards and shades. Whoever adds one adds its line there (``tests/test_languages.py`` looks).

Other kinds
-----------
``@document_rule(code=…)`` over ``find(view) -> Iterable[Hit]`` with absolute offsets; ``@missing_rule(code=…)`` over
``present(view) -> bool``. Words named in ``watch`` are found in ``view.places``; patterns named in ``asks`` are looked
for by ``view.says`` and ``s.has`` only in sentences in which they can match. See ``quality.py`` and ``missing.py``; the
examples of document rules are small texts in ``examples.toml``; of a ``parsed`` rule they are read as any document is,
with numbering and references. The examples of a missing rule are documents in which the clause is expected; ``good``
holds it in various words, ``bad`` comes near.
'''
