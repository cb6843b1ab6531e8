"""Markers of duties and bans: 应 不得 承担 承诺 and their kin.

In: the reader and a marker's place. Out: a draft of the norm, ``None`` where the marker governs nothing.
"""

from legaltools.extract.norms.layout import COMMA, HARD, unlabelled
from legaltools.extract.norms.people import Bearer
from legaltools.extract.norms.reader import Draft, Place, Reader
from legaltools.extract.norms.scope import LIMIT
from legaltools.extract.norms.wording import (
    ADVERBS,
    CONNECTIVE,
    OF,
    OPENING,
    OWN_ACT,
    PLACES,
    THINGS,
    TOPIC,
    A,
    P,
    W,
)
from legaltools.lexicon import table

_SUBJECT = table("subjects")["subject"]
_EXCEPT: str = table("subjects")["clause"]["except"]
_PRONOUNS = (*_SUBJECT["pronoun_same"], *_SUBJECT["pronoun_self"])
_REASON = tuple(A["reason"])
_PUT_TO = tuple(A["put_to"])
_SELF_BORNE = tuple(A["self_borne"])
NEAR = 2  # clauses that may stand between a duty and an omission


def must(reader: Reader, place: Place) -> Draft | None:
    """应 须 必须 需: a duty; of the agent where 由 X follows, none where only knowledge is asked."""
    attached = reader.attached(place)
    if P["payable"].match(place.after) and place.marker.end - place.marker.start == 1 and not attached:
        return None
    if P["knowing"].match(place.after) and place.marker.word not in W["dutiful"]:
        return None
    if reader.text.startswith(A["by"], place.marker.end):
        agent = reader.subjects.agent(place.marker.end + 1, min(place.marker.end + 30, reader.layout.ends[place.index]))
        return reader.draft(place, "obligation", agent or reader.who(place))
    if _own(reader, place):
        return reader.draft(place, "obligation", reader.people.user)
    if P["excluding"].match(place.after):
        freed = reader.people.first(place.marker.end, reader.layout.ends[place.index])
        return reader.draft(place, "exemption", freed or reader.who(place))
    if place.explicit is None and place.verdict != "inherit" and P["telling"].match(place.after):
        return reader.draft(place, "obligation", reader.people.both)  # 联系人变更应通知对方
    if place.marker.word in W["urgent"] and place.explicit is None and reader.addressee:
        return reader.draft(place, "obligation", reader.addressee)  # 因此，请务必…
    jointly = P["jointly"].match(place.after) is not None
    if place.marker.word in W["weak_must"]:
        if P["need"].match(place.after):
            return None
        own = OWN_ACT.match(reader.text[place.start : place.marker.start].strip())
        bearer = reader.addressee if own and reader.addressee else reader.who(place)
        if bearer is None and place.verdict != "inherit" and P["paying_act"].match(place.after):
            bearer = reader.addressee  # 每个空间需缴纳押金
        serving = bearer is not None and bearer.role == "provider" and not (reader.people.sides and place.explicit)
        if bearer is None or (serving and not P["bound"].match(place.after)):
            return None
        return reader.draft(place, "obligation", bearer)
    bearer = reader.who(place, loose=True, fallback=None if jointly else reader.addressee)
    if bearer is None and jointly:
        bearer = reader.people.both
    return reader.draft(place, "obligation", bearer)


def _own(reader: Reader, place: Place) -> bool:
    """Tell whether a marker speaks of what only the user does or gives: 您提供的信息须真实, 对服务的使用必须遵守…."""
    run, after = reader.text[place.start : place.marker.start].strip(), place.after
    if reader.people.sides or place.explicit is not None:
        return False
    first = reader.people.first(place.start, place.marker.start)
    if first is None or first != reader.people.user:
        directed = first is not None and first.role == "provider" and P["own_use"].search(run) is not None
        return directed and P["own_form"].match(after) is not None
    return (
        P["own_thing"].search(run) is not None
        and (P["own_quality"].match(after) or P["own_form"].match(after)) is not None
    )


def ban(reader: Reader, place: Place) -> Draft | None:
    """不得 禁止 只能: a ban; 禁止 with the provider as subject bans the user."""
    word, user, after = place.marker.word, reader.people.user, place.after
    before = reader.text[place.start : place.marker.start]
    if _no_ban(place, before, after):
        return None
    named = reader.people.at(reader.spaced(place.marker.end), 0)
    if word in W["bars"]:
        meant = _confined(reader, place, named)
        if meant is not None or word in W["bars_to"]:
            return reader.draft(place, "prohibition", meant)
    if word == A["unsupported"] and named is None:
        refused = P["refunding"].match(after) is not None
        refuser = reader.who(place) or (None if reader.people.sides else reader.people.provider)
        return reader.draft(place, "exemption", refuser) if refused else None
    if place.verdict == "thing" and PLACES.at_end(before):
        owner = reader.people.first(place.start, place.marker.start)
        if owner is not None and owner == user:
            return reader.draft(place, "prohibition", user)  # 您的用户名中不得含有…
    if place.verdict == "thing" and not reader.people.sides and P["own_content"].search(before):
        owner = reader.people.first(place.start, place.marker.start)
        if user in (owner, reader.sentence(place)):
            return reader.draft(place, "prohibition", user)  # 您承诺，在平台发布的内容不得包含…
    bearer = reader.who(place, loose=True, fallback=user if word in W["addressed"] else reader.addressee)
    bearer = _banned(reader, place, bearer) if place.explicit is None else bearer
    if word in W["forbidding"]:
        own = bearer if bearer is not None and bearer.role != "provider" else None
        stranger = place.explicit is None and place.verdict != "inherit"
        bearer = named or (None if stranger else own or user)
    return reader.draft(place, "prohibition", bearer)


def _no_ban(place: Place, before: str, after: str) -> bool:
    """Tell whether a ban's marker states a rule of reading, what is done to a thing, or a purpose."""
    word = place.marker.word
    if word in W["soft_bans"] and (P["idle"].match(after) or after.startswith(A["by"])):
        return True
    if P["deemed"].match(after):
        return True
    if word in W["addressed"] and (place.verdict == "thing" or P["advising"].search(before)):
        return True
    bare = place.marker.frame == "bar" and place.explicit is None
    return bare and (
        after.startswith(A["undergone"]) or P["caring"].match(before) is not None
    )  # 保证设备上只能展示一次


def _confined(reader: Reader, place: Place, named: Bearer | None) -> Bearer | None:
    """Return whom 仅限 and 仅限于 confine an act to: who is named, or the user where they say 本人."""
    user = reader.people.user
    if place.marker.word in W["bars_to"] and (named != user or reader.people.possessive(place.marker.end)):
        named = None
    return named or (user if P["own_person"].match(place.after) else None)


def _banned(reader: Reader, place: Place, bearer: Bearer | None) -> Bearer | None:
    """Return whom a ban binds that names nobody in its clause: hardly who provides."""
    if bearer is None:
        return _bound(reader, place)
    if bearer.role != "provider":
        return bearer
    if not reader.people.sides:
        begin = max(reader.layout.starts[max(place.index - 2, 0)], place.marker.start - LIMIT)
        if reader.people.mentions("user", begin, place.marker.start):
            return reader.people.user
        if place.after.startswith(_PUT_TO) and reader.sentence(place) is None:
            return None  # 积分不得用于…: a thing's use
    if not _unpermitted(reader, place) or (reader.people.sides and not _consents(reader, place, bearer)):
        return bearer
    return reader.people.user or bearer  # 未经授权，不得…


def _bound(reader: Reader, place: Place) -> Bearer | None:
    """Return the side that has confirmed what it may not touch: 方案一经甲方确认，不得…."""
    before = place.index - 1
    if place.verdict != "inherit" or before < 0 or not reader.people.sides:
        return None
    if P["confirmed"].search(reader.clause(before)) is None:
        return None
    return reader.people.near(reader.layout.starts[before], reader.layout.ends[before])


def unable(reader: Reader, place: Place) -> Draft | None:
    """不能 + act, said of the user right before it at the beginning of a sentence: a ban, no inability."""
    user, mention = place.explicit, place.mention
    if user is None and not P["incapable"].match(place.after):
        if not reader.people.sides and reader.people.user and P["transferring"].match(place.after):
            return reader.draft(place, "prohibition", reader.people.user)  # 会员服务不能转让
        if _goes_on(reader, place):
            return reader.draft(place, "prohibition", reader.inheritance.said.get(place.index - 1))  # …，但不能成为主播
        if _unpermitted(reader, place):
            return reader.draft(place, "prohibition", reader.who(place, fallback=reader.addressee))  # 未经同意，不能…
    if user is not None and user.role == "provider" and P["exposing"].match(place.after):
        return reader.draft(place, "prohibition", user)  # 平台不能公开用户的姓名
    if user is not None and reader.goes_on(place) and not P["incapable"].match(place.after):
        return reader.draft(place, "prohibition", user)  # 用户只能…而不能…
    if user is None or mention is None or user.role not in ("user", "affiliate") or reader.people.sides:
        return None
    gap = ADVERBS.strip_end(reader.text[mention.end : place.marker.start]).strip()
    contrasted = reader.text[place.start : mention.start].strip() in W["linked"]  # …，而用户不能…
    if gap or P["incapable"].match(place.after):
        return None
    node = reader.layout.document.at(mention.start)
    before, begin = place.index - 1, mention.start
    if before >= 0 and reader.text.startswith(_EXCEPT, reader.layout.words[before]):
        before, begin = before - 1, reader.layout.words[before]  # 除特殊情况外，您不能…
    opens = reader.layout.stops[before] in HARD or (node is not None and node.text_start == begin)
    return reader.draft(place, "prohibition", user) if opens or contrasted or _unpermitted(reader, place) else None


def _unpermitted(reader: Reader, place: Place) -> bool:
    """Tell whether the clause before says that nobody has consented: 未经平台同意，…."""
    return place.index > 0 and P["unpermitted"].search(reader.clause(place.index - 1)) is not None


def _consents(reader: Reader, place: Place, bearer: Bearer) -> bool:
    """Tell whether it is ``bearer`` who has not consented in the clause before: 未经甲方同意，…."""
    before = place.index - 1
    near = reader.people.near(reader.layout.starts[before], reader.layout.ends[before])
    return near is None or near.name == bearer.name


def _goes_on(reader: Reader, place: Place) -> bool:
    """Tell whether a clause only adds to the user's duty or ban before it."""
    before = reader.inheritance.said.get(place.index - 1)
    bound = place.index - 1 in reader.inheritance.duties and before is not None and before.role == "user"
    run = reader.text[place.start : place.marker.start].strip()
    return bound and (run in W["joins"] or (not run and reader.layout.stops[place.index - 1] in COMMA))


def bear(reader: Reader, place: Place) -> Draft | None:
    """由 X 承担, X 自行承担, 负责: who bears a loss or a task; negated, an exemption."""
    text, at = reader.text, place.marker.start
    if at < reader.voided:
        return None
    window = text[max(place.start, at - 60) : at]
    by = window.rfind(A["by"])
    if by >= 0 and not window.endswith(_REASON, 0, by + 1):
        begin = max(place.start, at - 60) + by + 1
        bearer = reader.subjects.agent(begin, at) or _meant(reader, place, begin)
        if window[:by].endswith(tuple(A["spared"])):
            return reader.draft(place, "exemption", bearer)  # 不应由我们承担
        if reader.text[place.marker.end : place.marker.end + 1] in OF and P["of_thing"].match(place.after):
            return None  # 应由乙方承担的费用
        if place.marker.word == A["compensating"] and not _paid_by(reader, begin, at):
            return None
        if place.marker.word == A["settling"] and P["settled"].search(window, by):
            return None
        return reader.draft(place, "liability", bearer)
    if text[at - 1 : at] == A["relative"] or place.marker.word in W["paying"]:
        return None
    if place.marker.word == A["bearing"] and not P["borne"].match(reader.rest(place)):
        return None
    if P["told"].match(reader.rest(place)) or P["alongside"].search(text[place.start : at]):
        return None
    if text[at - 1 : at] in OF:
        return None
    if _same_duty(reader, place):
        return None
    bearer = _beside(reader, place) or reader.who(place)
    if bearer is None and place.marker.word in W["oneself"]:
        bearer = reader.sentence(place) or reader.addressee  # 您离开本站的，风险自负
    if bearer is None and text.endswith(_SELF_BORNE, place.start, at):
        bearer = reader.sentence(place)  # 用户使用…的，风险自行承担
    if bearer is None and place.verdict == "inherit" and P["answering"].fullmatch(place.marker.word):
        bearer = reader.addressee  # 如未妥善保管，将负全部责任
    if bearer is None and TOPIC.at_start(CONNECTIVE.strip_start(reader.text[place.start : at])):
        bearer = reader.sentence(place)  # …，并对账号下的行为负责
    if P["negated"].search(text[place.mention.end if place.mention else place.start : at]):
        return reader.draft(place, "exemption", bearer)
    return reader.draft(place, "liability" if place.marker.word == A["bearing"] else "obligation", bearer)


def _beside(reader: Reader, place: Place) -> Bearer | None:
    """Return whom the sentence speaks of where the clause's own person only owns its topic: 并对甲方资料承担…."""
    before = reader.text[place.start : place.mention.start] if place.mention else ""
    if place.mention is None or not TOPIC.at_start(CONNECTIVE.strip_start(before)):
        return None
    gap = ADVERBS.strip_end(reader.text[place.mention.end : place.marker.start])
    return reader.sentence(place) if THINGS.at_end(gap) else None


def _same_duty(reader: Reader, place: Place) -> bool:
    """Tell whether 承担 only goes on with the act of the duty or demand before it: 应自行判断，并承担…."""
    run = reader.text[place.start : place.marker.start].strip()
    return run in W["linked"] and place.index - 1 in reader.inheritance.said


def _paid_by(reader: Reader, begin: int, at: int) -> bool:
    """Tell whether nothing but adverbs stands between who is named at ``begin`` and a marker."""
    run = ADVERBS.strip_end(reader.text[begin:at])
    return reader.people.at(begin, 0) is not None and reader.people.ends(begin) == begin + len(run)


def _meant(reader: Reader, place: Place, begin: int) -> Bearer | None:
    """Return whom 由其, 由本人 mean: who the clause or its sentence speaks of; without a pronoun the person nearest."""
    if not reader.text.startswith(_PRONOUNS, begin):
        return reader.people.near(place.start, begin) or reader.sentence(place)
    return (
        reader.people.at(reader.layout.words[place.index], 0)  # 用户的损失由其承担
        or reader.subjects.lead(place.index)
        or reader.sentence(place)
        or reader.people.near(place.start, begin)
        or reader.people.user
    )


def owed(reader: Reader, place: Place) -> Draft | None:
    """ "数据备份系您的义务": a duty said as a noun."""
    bearer = reader.people.right_before(place.start, place.marker.start)
    run = reader.text[place.start : place.marker.start]
    if OPENING.match(run):
        return None  # 如考核不合格是乙方的责任，…
    if (owing := P["owing"].search(run)) and place.after[:1] not in OF:
        who, verdict, _ = reader.subjects.explicit(place.start, place.start + owing.start())
        if who is None and verdict == "inherit" and not CONNECTIVE.strip_start(unlabelled(run[: owing.start()])):
            who = reader.sentence(place)  # 用户有权查询，也有配合调查的义务
        if who is not None:
            return reader.draft(place, "obligation", who)  # 乙方对客户信息有保密的义务
    if bearer is None or not any(word + name in run for word in A["is"] for name in (run[-2:], run[-3:], run[-1:])):
        return None
    return reader.draft(place, "obligation", bearer)


def negative(reader: Reader, place: Place) -> Draft | None:
    """不 + act below a pledge."""
    return reader.draft(place, "prohibition", reader.who(place))


def omitted(reader: Reader, place: Place) -> Draft | None:
    """不 + act in a clause after a duty of its sentence: 应遵守规则，不干扰他人."""
    before = place.index - 1
    for _ in range(NEAR):
        plain = before not in reader.inheritance.said and reader.subjects.lead(before) is None
        if not (plain and OPENING.match(reader.clause(before)) is None and reader.layout.stops[before - 1] in COMMA):
            break
        before -= 1
    if place.explicit is not None or before not in reader.inheritance.duties:
        return None
    return reader.draft(place, "prohibition", reader.inheritance.said.get(before))


def undertake(reader: Reader, place: Place) -> Draft | None:
    """A provider's undertaking not to act (不收集 不出售)."""
    word = place.marker.word
    if word in W["sharing"] and not P["shared"].match(reader.rest(place)):
        return None
    if place.explicit is None and place.index - 1 in reader.inheritance.duties and word in W["undertaking"]:
        return reader.draft(place, "prohibition", reader.sentence(place))  # 您应保密，不向他人透露
    bearer = reader.who(place) if place.explicit or word not in W["undertaking"] else None
    if bearer is None or bearer.role not in ("provider", "mutual"):
        return None
    return reader.draft(place, "prohibition", bearer)
