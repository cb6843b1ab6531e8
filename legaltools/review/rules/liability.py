"""LIM: clauses by which a party bears less than the law says."""

import re

from legaltools.review.context import Sentence
from legaltools.review.rule import Guard, Hit, rule


@rule(
    code="LIM002",
    name=("责任限额", "Liability cap"),
    category="liability_cap",
    severity="high",
    basis=("民-584", "民-496(2)", "民-497(2)", "民-506", "释合-10", "消-26", "合监-7(4)", "网交-21(1)", "网交-21(2)"),
    triggers=(
        ("赔偿", "补偿", "责任"),
        ("不超过", "不高于", "为限", "上限", "最高", "范围内", "不得超过", "不会超过", "限于"),
    ),
    patterns=(
        "(?:赔偿|补偿|责任){S28}(?:不(?:得|应|会)?超过|不高于|以{S40}为限|上限(?:为|是)|最高(?:不超过|为)|仅限于)",
        "最高(?:赔偿|补偿){S40}为限",
        "仅?在{S20}(?:费用|款项|金额){S12}范围内(?:承担|负)",
    ),
    guards=(
        Guard("限制的是用户责任", "{U}应(?:当)?以"),
        Guard("违约金调整规则", "违约金{C10}超过"),
        Guard("公司法上的有限责任", "出资额为限|认购的股份为限"),
        Guard("时间、次数、数量上限", "不超过{C6}(?:分钟|小时|[个次天日]|工作日)"),
    ),
    message=(
        "提供方的赔偿总额被限定，且可能未排除故意、重大过失、人身损害等情形；提示复核封顶基数与例外。",
        "The provider's total liability is capped; check the base of the cap and its exceptions.",
    ),
    advice=(
        "改为“以违约事件发生前十二个月内您就受影响服务实际支付的费用总额为限”，并列除外：故意或重大过失、人身损害、"
        "违反保密义务、违反个人信息保护义务、侵犯知识产权、法律另有规定；同时约定双方对等适用。",
        "Ask for at least the fees of the twelve months before the breach, with carve-outs, for both sides alike.",
    ),
    bad=(
        "在任何情况下，阿里云对本服务条款所承担的违约赔偿责任总额不超过违约服务对应之服务费总额。",
        "赔偿责任总额不超过向您收取的当月服务费用总额。",
        "最高赔偿金额以您实际支付的服务费为限。",
        "累计赔偿责任不超过您在事件发生前12个月支付的费用。",
        "我们的赔偿上限为合同金额的10%。",
        "平台仅在已收取费用的范围内承担责任。",
        "补偿总额以当月服务费的100%为限。",
    ),
    good=(
        "账户余额不超过500元的，不予提现。",
        "工单响应时间不超过30分钟。",
        "披露仅在为您提供服务的必要范围内。",
        "约定的违约金超过造成损失的百分之三十的，您可请求减少。",
        "股东以其认缴的出资额为限承担责任。",
        "您应以实际损失为限向我们赔偿。",
        "赔偿额应当相当于因违约所造成的损失。",
    ),
)
def cap(s: Sentence, m: re.Match[str]) -> Hit | None:
    """The provider's compensation is limited to a sum, fees of a period, a price or a share.

    A cap on the user's penalty, on time or quantity, or "only to the extent necessary" of a disclosure is not one.
    """
    return s.hit(m)
