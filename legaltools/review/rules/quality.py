"""QLT: faults of the text itself, by which a right gets lost or a clause cannot be relied on."""

import re
from collections import Counter
from collections.abc import Iterator

from legaltools.review.context import Sentence, View
from legaltools.review.rule import Guard, Hit, document_rule, pattern, rule

LONG = 200  # characters of a sentence that nobody reads in one go
POWER = (
    "有权|可(?!能)|将|公告|不应|不得|负荷|保留|不视为|不被视为|不属于|不构成|终止|中止|暂停|迁移|处理措施|免责|不承担"
)

BOLD = "加粗|黑体|下划线|斜体|粗体|特殊字体|特别标[识注示]"
MARKED = "加粗|黑体|下划线|斜体|粗体|显著|醒目|突出|着重|特殊字体|特别标[识注示]"


@rule(
    code="QLT001",
    name=("提示说明声明与实际标识", "Promise to highlight, and practice"),
    severity="medium",
    basis=("民-496(2)", "释合-10", "合监-6"),
    triggers=(
        ("加粗", "黑体", "下划线", "粗体", "显著", "醒目", "突出", "斜体", "着重"),
        ("条款", "内容", "责任", "提示"),
    ),
    patterns=(
        f"(?:免责|免除|限制责任|责任限制|重要|权益|利害|争议解决|管辖){{S60}}(?:以|用|通过|采用|进行)?{{C12}}(?:{MARKED})",
        f"(?:{BOLD}|以{{C4}}(?:显著|醒目){{C4}}(?:方式|形式)){{C16}}(?:提示|提请|标识|标注|显示|标明|提醒|注意)",
    ),
    guards=(Guard("不是就本文件的条款作出", "广告|商品描述|显著位置|显著差异|效果显著|显著轻微|情节显著"),),
    message=(
        "文本声明以特定格式提示重要条款；提示复核该声明是否对每一处免责、限责条款兑现，并留存提示证据。",
        "The text says important terms are highlighted; check that every one of them is, and what proves it.",
    ),
    advice=(
        "删去“可能”等不确定表述，逐条加粗并单独确认；留存版本、页面与确认记录。",
        "Say that every such term is marked, mark each, and keep proof.",
    ),
    bad=(
        "限制、免责条款可能以加粗或加下划线形式提示您注意。",
        "免除或者限制责任的条款将以粗体标识，您应重点阅读。",
        "与您权益有重大关系的条款，我们采用加粗字体予以提示。",
        "请您重点阅读以黑体标注的内容。",
        "涉及争议解决的条款以加粗、下划线的形式提醒您注意。",
        "责任限制条款已用醒目方式标明。",
    ),
    good=(
        "我们将在网站显著位置公示变更内容。",
        "本次升级使性能显著提高，内容更加丰富。",
        "请您仔细阅读本协议的全部条款。",
        "商品描述应当以醒目字体标明产地。",
    ),
)  # fmt: skip
def conspicuous(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The text says that exempting terms are marked; whether they are is checked where the format shows it."""
    emphasis = s.view.emphasis
    unsure = "，且用语为“可能”，并未承诺逐条标识" if "可能" in m[0] else ""
    if not emphasis.known:
        told = f"文本声明以特定格式提示重要条款{unsure}；纯文本无法核验，提示对照原页面复核。"
        return s.hit(m, message=(told, "Important terms are said to be marked; plain text cannot show it."))
    if emphasis.inflated:
        told = f"文本声明以特定格式提示重要条款，但全文约 {emphasis.share:.0%} 被标识，难以引起特别注意；提示复核。"
        return s.hit(m, message=(told, f"{emphasis.share:.0%} of the text is marked, so nothing stands out."))
    if emphasis.share < 0.005:
        told = "文本声明以特定格式提示重要条款，但全文几乎未见加粗、下划线等标识；存在未尽提示义务的风险。"
        return s.hit(m, step=-1, message=(told, "The text promises marks, but hardly anything in it is marked."))
    return s.hit(m)


@rule(
    code="QLT002",
    name=("不确定标准", "Vague standard"),
    severity="low",
    basis=("民-498", "民-510"),
    triggers=(
        (
            "适当", "必要时", "相应的", "技术水平", "严重违反", "严重的", "短时间", "情节严重", "根据情况", "视情况",
            "不合理的", "任何原因", "任何理由", "任何目的", "认为必要", "酌情", "重大违约", "合理怀疑",
        ),
    ),
    patterns=(
        "适当{C2}(?:版面|位置|措施|调整|处理)|在必要时|认为(?:有)?必要(?:时|的)|相应的?处理措施|相应的?处罚|当时{C6}技术水平|"
        "严重违反|严重的、?不合理的|情节严重|(?<!最)短时间|根据情况|视情况|视情节|(?<!不得)(?:因|以|为|基于|出于)任何(?:原因|理由|目的)|酌情|重大违约|合理怀疑",
    ),
    guards=(
        Guard("已列明标准或数额", "(?:达到|超过|低于|不少于){C4}\\d|下列情形之一|以下情形之一"),
        Guard("法律用语", "追究刑事责任|依法|构成犯罪|劳动纪律"),
        Guard("提供方自身违反约定", "{P}{C20}严重违反"),
    ),
    message=(
        "以未定义的标准决定提供方的权力或用户的负担；存在约定不明、各执一词的风险，提示复核。",
        "An undefined standard decides a power of the provider or a burden of the user; what it means can be disputed.",
    ),
    advice=(
        "写明可衡量的标准（次数、时长、金额、列举情形）或由双方确认的判断程序。",
        "Put a measure (number, time, amount, list) or a procedure in its place.",
    ),
    bad=(
        "阿里云有权根据情况采取措施，暂停您的服务。",
        "我们在必要时将会对您使用的服务进行迁移。",
        "您严重违反本条款的，阿里云有权提前终止服务。",
        "平台将采取相应的处理措施，包括终止服务。",
        "我们可因任何理由终止本协议。",
        "因维护需要短时间中断服务的，不视为我们违约。",
    ),
    good=(
        "双方应当在必要时相互协助。",
        "我们将以适当方式保护您的信息。",
        "情节严重，构成犯罪的，依法追究刑事责任。",
        "您在短时间内多次登录的，可以修改密码。",
    ),
)  # fmt: skip
def vague(s: Sentence, m: re.Match[str]) -> Hit | None:
    """An undefined standard that triggers a provider's power, an exemption or a user's burden.

    A reasonable time in a duty of both sides, or in a duty of the provider, is not one.
    """
    after = s.masked[max(m.start() - 60, 0) : m.end() + 60]
    if s.mutual or not pattern(POWER).search(after + s.head) or pattern("保护{C8}信息").search(after):
        return None
    if not (s.names("provider") or s.head) or pattern("{U}可以|{U}有权").search(after):
        return None
    return s.hit(m, step=-1 if pattern("终止|中止|迁移|违约|删除").search(s.masked + s.head) else 0)


@document_rule(
    code="QLT003",
    parsed=True,
    name=("编号、引用问题", "Numbering or reference fault"),
    severity="low",
    basis=("民-498",),
    message=("编号或引用有误，提示核对。", "A number or a reference is wrong."),
    advice=(
        "更正编号或引用；可用 legaltools parse --renumber 生成建议。",
        "Correct it; see legaltools parse --renumber.",
    ),
)
def numbering(view: View) -> Iterator[Hit]:
    """Numbering faults the structure reports, and references to a place that is not there or not the only one."""
    for fault in view.document.diagnostics:
        if fault.code.startswith("NUM"):
            fix = f"，建议改为“{fault.suggestion}”" if fault.suggestion else ""
            yield Hit(
                fault.start, fault.end, message=(f"编号疑似有误（{fault.code}）{fix}。", f"Numbering: {fault.code}.")
            )
    for ref in view.annotations.references:
        if ref.status in ("dangling", "ambiguous"):
            told = "在本文件中找不到" if ref.status == "dangling" else "可能指向不止一处"
            yield Hit(
                ref.start, ref.end, confidence="medium", related=ref.targets,
                message=(f"引用“{ref.text}”{told}，提示核对。", f"The reference {ref.text!r} is {ref.status}."),
            )  # fmt: skip


REPEALED = (
    "合同法", "民法总则", "民法通则", "物权法", "侵权责任法", "担保法", "婚姻法", "继承法", "收养法",
)  # fmt: skip
DOUBTFUL = ("互联网电子公告服务管理规定", "软件产品管理办法")


@rule(
    code="QLT005",
    name=("失效或变动法规的引用", "Law that may no longer stand"),
    severity="low",
    basis=("民-1260",),
    triggers=(REPEALED + DOUBTFUL,),
    patterns=(
        f"《(?:中华人民共和国)?(?:{'|'.join(REPEALED)})》|(?:{'|'.join(DOUBTFUL)})|中华人民共和国(?:{'|'.join(REPEALED)})(?!典)",
    ),
    guards=(Guard("说明其已废止或已被取代", "废止|失效|取代|同时废止", "sentence"),),
    message=(
        "所引法规已被民法典等取代或其效力待核；提示核对现行规定。",
        "The law cited was replaced (by the Civil Code, for one) or its force is to be verified.",
    ),
    advice=("改引现行法规，或只写“相关法律法规”。", "Cite the law in force."),
    bad=(
        "根据《中华人民共和国合同法》，双方订立本合同。",
        "本协议适用《合同法》的规定。",
        "依照《中华人民共和国民法总则》的规定。",
        "您须依照《互联网电子公告服务管理规定》保留日志。",
        "根据《中华人民共和国担保法》设定抵押。",
        "适用中华人民共和国合同法、著作权法等。",
    ),
    good=(
        "根据《中华人民共和国民法典》，双方订立本合同。",
        "《中华人民共和国劳动合同法》适用于本合同。",
        "《中华人民共和国合同法》自2021年1月1日起废止。",
        "双方依照《中华人民共和国著作权法》确定权利归属。",
    ),
)
def stale(s: Sentence, m: re.Match[str]) -> Hit | None:
    """A citation of a law that was replaced (民法典 art. 1260) or whose force is doubtful."""
    return s.hit(m, confidence="high")


ELSEWHERE = "(?:法律|法规|监管|合同|协议|章程|本[章条款法]|规定第|机关|部门|{A}){C16}(?:规定|要求|约定)"
STATED = "(?:\\d|[一二三四五六七八九十]){1,3}个?(?:工作日|[天日]|小时|个月)内{S60}规定的"


@rule(
    code="QLT006",
    name=("期限歧义", "Ambiguous period"),
    severity="medium",
    basis=("民-498", "民-201", "民-204"),
    triggers=(("前", "时间", "自然日", "期限"), ("天", "日", "月", "时间", "期限", "小时")),
    patterns=(
        "(?:至少|最少|最晚|最迟){C12}(?:前|之前){C2}\\d{1,3}{C2}(?:天|日|个月){C2}内|(?:至少|最少){C12}(?:期满|届满|到期)前{C2}\\d{1,3}{C2}[天日]内",
        "(?:规定|指定|要求|限定)的?(?:时间|期限|时限)之?内|按照{C12}要求的时间",
        "\\d{1,3}个?自然日",
    ),
    guards=(
        Guard(
            "期限由法律或者合同另行写明",
            ELSEWHERE,
        ),
        Guard("前文已写明", STATED, "sentence"),
    ),
    message=(
        "期限写法可作两种以上理解，或期限未写明；逾期会丧失权利时提示明确起算、长度和届满。",
        "The period can be read in more than one way or is not stated.",
    ),
    advice=(
        "写明起算点、日历日或工作日、届满时刻（如“期满日的七日前（含当日）”）。",
        "State the start, calendar or working days, and the end.",
    ),
    bad=(
        "您至少应在服务期满前7天内支付续费款项。",
        "您有责任在规定时间内进行说明。",
        "您需按照阿里云要求的时间将DNS修改完毕。",
        "用户应在指定期限内补交材料。",
        "您最迟应在到期之前15日内提出申请。",
        "阿里云将提前7个自然日通知您，您应在3天内确认。",
    ),
    good=(
        "阿里云应提前30天通知您。",
        "您应在收到通知后7天内付款。",
        "我们在十五个工作日内答复。",
        "双方应在本协议约定的期限内履行。",
    ),
)
def period(s: Sentence, m: re.Match[str]) -> Hit | None:
    """A period with two readings (至少…前7天内), one that is not stated, 自然日 beside plain 天/日.

    A clear lead time (提前30天) is none.
    """
    if "自然日" in m[0]:
        return s.hit(m, step=1) if mixes_days(s.view) else None
    return s.hit(m)


def mixes_days(view: View) -> bool:
    """Tell whether the document counts both in 自然日 and in plain 天 or 日."""
    known = "mixes_days"
    if known not in view.memo:
        view.memo[known] = re.search(r"\d{1,3}(?:天|日)", view.folded) is not None
    return bool(view.memo[known])


NEGATED = re.compile("非[^\u3002;,\n]{2,24}(?:除外|之外|以外)")


@document_rule(
    code="QLT008",
    watch=("非",),
    name=("长句、双重否定", "Long sentence, double negative"),
    severity="low",
    basis=("消-26", "消条-9"),
    message=("句子过长，普通读者难以一次读懂；提示拆分。", "Too long to be read in one go; split it."),
    advice=("拆成短句，例外单独成句，否定只用一次。", "Short sentences, one negation each, exceptions on their own."),
)
def hard_to_read(view: View) -> Iterator[Hit]:
    """A sentence of more than 200 characters that is no list, or an exception that negates a negation."""
    for start in view.places.get("非", ()):
        found = NEGATED.match(view.folded, start)
        if found and view.folded[start - 1 : start] not in ("并", "是", "除"):
            yield Hit(
                found.start(), found.end(), confidence="medium",
                message=("例外中又含否定，易误解其范围；提示改为正面表述。", "An exception that negates."),
            )  # fmt: skip
    for unit in view.units:
        if unit.end - unit.start > LONG:
            text = view.folded[unit.start : unit.end]
            if text.count("\u3001") < 12 and not re.search(r"[(\[]?[1-9a-e一二三四][)、.\]]", text[40:]):
                yield Hit(unit.start, unit.end, confidence="medium")


VARIANTS = (("网路", "网络"), ("帐号", "账号"), ("帐户", "账户"), ("登陆", "登录"))
WORD = re.compile(r"[\w·+./() 、和及与-]{2,24}")
SHORTHAND = re.compile('以下简称|下称|简称|以下统称|合称|是指|系指|[”"]指|均指|定义为')
SELF = ("本协议", "本服务条款", "本条款", "本合同", "此协议", "本服务协议", "本用户协议", "本须知")


@document_rule(
    code="QLT004",
    watch=(*SELF, *(word for pair in VARIANTS for word in pair)),
    name=("术语不一致", "Term drift"),
    severity="low",
    basis=("民-498",),
    message=("同一事物用了不同名称；提示统一。", "One thing, several names."),
    advice=("统一用语；定义的词须使用，使用的词须定义。", "Use one name; define what is used, use what is defined."),
)
def drift(view: View) -> Iterator[Hit]:
    """One thing under several names: the document itself, the user, variant spellings; terms defined and not used."""
    places = view.places
    for odd, usual in VARIANTS:
        if odd in places and usual in places:
            rare = min((odd, usual), key=lambda w: len(places[w]))
            yield _named(places[rare][0], rare, f"“{odd}”与“{usual}”混用", f"{odd} and {usual} are both used")
    said = Counter({name: len(places.get(name, ())) for name in SELF})
    names = [name for name, n in said.most_common() if n >= 2]
    if len(names) > 1:
        told = "、".join(f"{name}（{said[name]}次）" for name in names)
        yield _named(places[names[1]][0], names[1], f"本文件自称不一：{told}", "the document has several names")
    yield from _terms(view)


def _terms(view: View) -> Iterator[Hit]:
    parties = {name for party in view.annotations.parties for name in party.names}
    defined: dict[str, int] = {}
    for term in view.annotations.terms:
        if term.term in parties or not WORD.fullmatch(term.term):
            continue
        if term.term in defined:
            first = view.document.line_of(defined[term.term])
            told = f"“{term.term}”重复定义（另见第{first}行），提示核对两处是否一致"
            yield _named(term.start, term.term, told, f"{term.term} is defined twice")
        elif not term.uses and SHORTHAND.search(view.text, term.start, term.definition.end + 12):
            yield _named(term.start, term.term, f"“{term.term}”定义后未再使用", f"{term.term} is defined and not used")
        defined.setdefault(term.term, term.start)


def _named(start: int, word: str, told: str, english: str) -> Hit:
    return Hit(start, start + len(word), confidence="medium", message=(f"{told}。", f"{english}."))
