"""Changes of meaning with known truth: a sentence of our own stands in a clause of a real text and is changed.

Every edit says what it changes (the class of the effect), from what to what and for whom it is worse; backwards the
direction turns round. ``BANK`` was used while the rules were written; ``KEPT`` and ``FRESH`` were measured before they were looked at.
``{P}`` is the provider's name in the text, ``{U}`` the user's.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))

import mutation

from legaltools import pipeline
from legaltools.model.comparison import Comparison, Effect
from legaltools.model.document import Document

WORSE, BETTER, UNCLEAR = "worse_for_user", "better_for_user", "unclear"
TURNED = {WORSE: BETTER, BETTER: WORSE, UNCLEAR: UNCLEAR}
FOLLOWS = {"finding_introduced", "finding_resolved"}  # what follows from an edit and is not counted for or against


@dataclass(frozen=True)
class Edit:
    """One change: class, sentence before and after, direction, what the old and the new value must contain."""

    type: str
    before: str
    after: str
    direction: str
    old: str = ""
    new: str = ""

    def turned(self) -> "Edit":
        """Return the same change made backwards."""
        return Edit(self.type, self.after, self.before, TURNED[self.direction], self.new, self.old)

    def named(self, provider: str, user: str) -> "Edit":
        """Return the edit in the words of a text."""

        def put(text: str) -> str:
            return text.replace("{P}", provider).replace("{U}", user)

        return Edit(self.type, put(self.before), put(self.after), self.direction, put(self.old), put(self.new))


def _value(type_: str, text: str, old: str, new: str, direction: str) -> Edit:
    return Edit(type_, text.replace("#", old), text.replace("#", new), direction, old, new)


# ruff: noqa: E501 - a sentence and its change stand side by side
BANK = (
    _value("notice", "{P}调整服务价格的，应当提前#以站内信方式通知{U}。", "30日", "15日", WORSE),
    _value("notice", "{P}停止提供本项服务的，应至少提前#公告。", "六十日", "三十日", WORSE),
    _value("notice", "{U}变更联系人的，应当提前#书面通知{P}。", "5日", "10日", WORSE),
    Edit("notice", "{P}可以调整该项服务的价格，但应当提前三十日通知{U}。", "{P}可以调整该项服务的价格。", WORSE, "提前三十日", ""),
    _value("deadline", "{U}应当在收到账单后#内付清全部费用。", "15日", "7日", WORSE),
    _value("deadline", "{P}应当在收到退款申请后#内完成退款。", "5个工作日", "20个工作日", WORSE),
    _value("deadline", "{U}可以在开通服务后#内申请退款。", "7天", "3天", WORSE),
    _value("deadline", "{U}对账单有异议的，应在#内提出。", "30日", "10日", WORSE),
    _value("deadline", "服务终止后，{P}将继续为{U}保存数据#。", "30天", "7天", WORSE),
    _value("deadline", "{P}应在故障发生后#内恢复服务。", "4小时", "24小时", WORSE),
    _value("deadline", "服务连续中断#以上的，{U}有权解除本协议。", "72小时", "120小时", WORSE),
    _value("deadline", "双方的保密义务自本协议终止之日起持续#。", "两年", "三年", UNCLEAR),
    Edit("modality", "{P}应当每日为{U}备份一次数据。", "{P}可以每日为{U}备份一次数据。", WORSE, "应当", "可以"),
    Edit("modality", "{P}不得向第三方披露{U}提交的资料。", "{P}可以向第三方披露{U}提交的资料。", WORSE, "不得", "可以"),
    Edit("modality", "{U}可以在本平台转让其账号。", "{U}不得在本平台转让其账号。", WORSE, "可以", "不得"),
    Edit("modality", "{U}可以每月提交一次使用情况报告。", "{U}应当每月提交一次使用情况报告。", WORSE, "可以", "应当"),
    Edit("modality", "{U}有权随时导出其全部数据。", "{U}无权随时导出其全部数据。", WORSE, "有权", "无权"),
    Edit("modality", "服务终止的，剩余费用予以退还。", "服务终止的，剩余费用不予退还。", WORSE, "退还", "不予退还"),
    Edit("modality", "{P}对因此给{U}造成的损失承担赔偿责任。", "{P}对因此给{U}造成的损失不承担赔偿责任。", WORSE, "承担", "不承担"),
    Edit("party", "因迁移产生的费用由{P}承担。", "因迁移产生的费用由{U}承担。", WORSE, "{P}", "{U}"),
    Edit("party", "{P}应当负责数据的日常备份工作。", "{U}应当负责数据的日常备份工作。", WORSE, "{P}", "{U}"),
    Edit("party", "{U}有权决定迁移的时间和方式。", "{P}有权决定迁移的时间和方式。", WORSE, "{U}", "{P}"),
    Edit("exemption", "{P}应当赔偿{U}由此受到的损失。", "{P}应当赔偿{U}由此受到的损失，但因不可抗力造成的除外。", WORSE, "", "不可抗力"),
    Edit("exemption", "{U}不得转让本协议项下的权利，但经{P}书面同意的除外。", "{U}不得转让本协议项下的权利。", WORSE, "书面同意", ""),
    Edit("exemption", "除法律法规另有规定外，{P}不得查看{U}存储的内容。", "{P}不得查看{U}存储的内容。", BETTER, "另有规定", ""),
    _value("amount", "{P}的赔偿总额不超过{U}已支付服务费用的#。", "100%", "50%", WORSE),
    _value("amount", "{P}在本协议项下的全部责任以人民币#为限。", "10000元", "5000元", WORSE),
    _value("amount", "{U}逾期付款的，应当每日按应付款项的#支付违约金。", "0.3%", "0.5%", WORSE),
    _value("amount", "{P}每迟延一日，应当按当月服务费的#向{U}支付违约金。", "1%", "0.5%", WORSE),
    _value("amount", "{U}应当每月支付服务费人民币#。", "99元", "129元", WORSE),
    _value("jurisdiction", "因本协议产生的争议，双方同意提交#人民法院管辖。", "北京市海淀区", "深圳市南山区", UNCLEAR),
    _value("jurisdiction", "因本协议产生的争议，应提交#仲裁。", "北京仲裁委员会", "上海仲裁委员会", UNCLEAR),
    _value("jurisdiction", "本协议的订立和解释适用#法律。", "中华人民共和国", "新加坡共和国", UNCLEAR),
    _value("definition", "本条所称“重大变更”，是指对#的变更。", "服务功能", "服务功能或者计费方式", UNCLEAR),
    Edit("scope", "{P}可以收集{U}的设备信息、日志信息。", "{P}可以收集{U}的设备信息、日志信息、位置信息。", WORSE, "", "位置信息"),
    Edit("scope", "{P}应当为{U}提供电话、邮件、在线支持。", "{P}应当为{U}提供邮件、在线支持。", WORSE, "电话", ""),
)  # fmt: skip
KEPT = (
    _value("notice", "如需下线该功能，{P}会提前至少#在官网公示。", "90天", "30天", WORSE),
    _value("notice", "{P}拟修改收费标准的，须提前#告知{U}。", "两个月", "一个月", WORSE),
    Edit("notice", "{P}有权升级系统，但须提前两天通知{U}。", "{P}有权升级系统。", WORSE, "提前两天", ""),
    _value("deadline", "{U}须于收到通知之日起#内补缴差额。", "十日", "五日", WORSE),
    _value("deadline", "{P}须自受理投诉之日起#内答复{U}。", "3个工作日", "10个工作日", WORSE),
    _value("deadline", "{U}有权自购买之日起#内无理由退订。", "七日", "三日", WORSE),
    _value("deadline", "{P}应当将{U}的操作日志至少保留#。", "12个月", "6个月", WORSE),
    _value("deadline", "{P}将在查明原因后#内向{U}说明情况。", "24小时", "72小时", WORSE),
    Edit("modality", "{P}必须在上线前通知{U}试用结果。", "{P}可以在上线前通知{U}试用结果。", WORSE, "必须", "可以"),
    Edit("modality", "{P}无权将{U}的内容用于广告宣传。", "{P}有权将{U}的内容用于广告宣传。", WORSE, "无权", "有权"),
    Edit("modality", "{U}可在测试环境中使用自动化脚本。", "{U}禁止在测试环境中使用自动化脚本。", WORSE, "可", "禁止"),
    Edit("modality", "{U}可以自行选择部署的地域。", "{U}须自行选择部署的地域。", WORSE, "可以", "须"),
    Edit("modality", "已经开具的发票可以更换。", "已经开具的发票不可以更换。", UNCLEAR, "可以", "不可以"),
    Edit("modality", "{P}将退还{U}预存的款项。", "{P}将不退还{U}预存的款项。", WORSE, "退还", "不退还"),
    Edit("party", "数据恢复的费用应当由{P}负担。", "数据恢复的费用应当由{U}负担。", WORSE, "{P}", "{U}"),
    Edit("party", "{P}须自行办理上述备案手续。", "{U}须自行办理上述备案手续。", WORSE, "{P}", "{U}"),
    Edit("exemption", "{P}须按约定支付服务补偿。", "{P}须按约定支付服务补偿，但因第三方原因导致的除外。", WORSE, "", "第三方"),
    Edit("exemption", "未经书面许可，{U}不得复制本软件。", "{U}不得复制本软件。", WORSE, "书面许可", ""),
    _value("amount", "{P}累计赔偿的最高限额为{U}此前#内支付的费用。", "十二个月", "三个月", WORSE),
    _value("amount", "{P}最多赔偿人民币#。", "20万元", "5万元", WORSE),
    _value("amount", "{U}应按照合同金额的#缴纳保证金。", "10%", "15%", WORSE),
    _value("jurisdiction", "协商不成的，任何一方可向#人民法院起诉。", "杭州市西湖区", "广州市天河区", UNCLEAR),
    _value("definition", "“工作日”指#以外的日期。", "周六、周日", "周日", UNCLEAR),
    Edit("scope", "{P}有权查阅{U}的通话记录、聊天记录。", "{P}有权查阅{U}的通话记录、聊天记录和通讯录。", WORSE, "", "通讯录"),
)  # fmt: skip

FRESH = (
    _value("notice", "{P}如需迁移机房，应于#前以邮件告知{U}。", "15天", "5天", WORSE),
    _value("notice", "任一功能下架前，{P}将提前不少于#发布公告。", "20日", "10日", WORSE),
    Edit("notice", "{P}有权停止维护旧版本，但应提前一个月公告。", "{P}有权停止维护旧版本。", WORSE, "提前一个月", ""),
    _value("deadline", "{U}应自订单生成之时起#内完成支付，否则订单取消。", "48小时", "24小时", WORSE),
    _value("deadline", "{P}承诺在#内响应{U}提交的工单。", "30分钟", "2小时", WORSE),
    _value("deadline", "{U}可于到期后#内续费并恢复服务。", "15日", "7日", WORSE),
    _value("deadline", "{P}对{U}的投诉，应当在#内给予处理结果。", "5日", "15日", WORSE),
    _value("deadline", "{P}将日志留存不少于#。", "六个月", "三个月", WORSE),
    _value("deadline", "{U}欠费超过#的，{P}有权释放其资源。", "15天", "3天", WORSE),
    Edit("modality", "{P}需对安全漏洞进行修复。", "{P}可对安全漏洞进行修复。", WORSE, "需", "可"),
    Edit("modality", "{P}不会将{U}的数据用于训练模型。", "{P}可能会将{U}的数据用于训练模型。", WORSE, "不会", "会"),
    Edit("modality", "{U}有权拒绝接收推广短信。", "{U}不得拒绝接收推广短信。", WORSE, "有权", "不得"),
    Edit("modality", "{P}不能单方暂停{U}的服务。", "{P}能够单方暂停{U}的服务。", WORSE, "不能", ""),
    Edit("modality", "{U}提前解约的，预付费用应予返还。", "{U}提前解约的，预付费用不予返还。", WORSE, "返还", "不予返还"),
    Edit("party", "由此产生的税费由{P}缴纳。", "由此产生的税费由{U}缴纳。", WORSE, "{P}", "{U}"),
    Edit("party", "{P}有义务保证接入设备的安全。", "{U}有义务保证接入设备的安全。", WORSE, "{P}", "{U}"),
    Edit("exemption", "{P}应当保证服务可用性达到约定标准。", "除计划内维护外，{P}应当保证服务可用性达到约定标准。", WORSE, "", "计划内维护"),
    Edit("exemption", "{U}不得将服务转租，但关联公司使用的除外。", "{U}不得将服务转租。", WORSE, "关联公司", ""),
    Edit("exemption", "{P}不对间接损失负责。", "{P}不对间接损失、数据丢失负责。", WORSE, "", "数据丢失"),
    _value("amount", "{P}的累计责任不超过{U}最近#内支付的服务费。", "12个月", "6个月", WORSE),
    _value("amount", "服务可用性低于约定标准的，{P}按月费的#赔偿{U}。", "30%", "10%", WORSE),
    _value("amount", "{U}需预存不少于#的保证金。", "1000元", "3000元", WORSE),
    _value("jurisdiction", "双方如有争议，由#人民法院管辖。", "{U}所在地", "{P}所在地", WORSE),
    _value("definition", "“保密信息”是指一方披露的#。", "技术资料", "技术资料和商业资料", UNCLEAR),
    Edit("scope", "{P}可以向广告商、物流商提供{U}的联系方式。", "{P}可以向广告商、物流商、金融机构提供{U}的联系方式。", WORSE, "", "金融机构"),
)  # fmt: skip


@dataclass
class Score:
    """Counts over cases: edits, found with the right class, effects told in all, right values and directions."""

    edits: int = 0
    found: int = 0
    told: int = 0
    values: int = 0
    directions: int = 0
    misses: list[str] = None  # type: ignore[assignment]
    kinds: dict[str, list[int]] = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.misses, self.kinds = [], {}

    @property
    def precision(self) -> float:
        """Share of the effects told that an edit explains."""
        return self.found / max(self.told, 1)

    @property
    def recall(self) -> float:
        """Share of the edits that were found with their class."""
        return self.found / max(self.edits, 1)


def parties(document: Document) -> tuple[str, str]:
    """Return what a text calls the provider and the user."""
    names = {}
    for party in pipeline.extract(document).parties:
        names.setdefault(party.role, party.name)
    return names["provider"], names["user"]


def changed(document: Document, edits: list[Edit], random: Random) -> tuple[str, str]:
    """Return the old and the new text with the sentences of ``edits`` in clauses taken by chance."""
    texts = []
    places: list[int] = []
    state = random.getstate()
    for new in (False, True):
        random.setstate(state)
        root = mutation.tree(document)
        leaves = [c for c in root.all() if c.label and not c.children and c.text.endswith("。")]
        places = random.sample(range(len(leaves)), len(edits))
        for place, edit in zip(places, edits, strict=True):
            leaves[place].text += edit.after if new else edit.before
        if new:
            first = next(c for c in root.children if c.label)
            at = root.children.index(first) + 1
            root.children.insert(at, mutation.Clause(first.label, mutation.NEW[0], first.scheme, first.number))
        mutation.relabel(root)
        texts.append(mutation.written(root)[0])
    return texts[0], texts[1]


def score(path: Path, bank: tuple[Edit, ...], seeds: range, size: int = 12) -> Score:
    """Return how well the effects of so many cases are told."""
    document = pipeline.parse(path)
    provider, user = parties(document)
    result = Score()
    for seed in seeds:
        random = Random(seed)
        chosen = [e.named(provider, user) for e in random.sample(bank, min(size, len(bank)))]
        edits = [edit.turned() if random.random() < 0.5 else edit for edit in chosen]
        before, after = (mutation.parsed(text) for text in changed(document, edits, random))
        _count(result, edits, pipeline.compare(before, after), after)
    return result


def _count(result: Score, edits: list[Edit], comparison: Comparison, new: Document) -> None:
    rest = list(edits)
    for change in comparison.changes:
        effects = [e for e in change.effects if e.rule not in FOLLOWS and e.type != "reference"]
        text = "".join(new.text[new.by_eid[eid].start : new.by_eid[eid].end] for eid in change.new)
        here = [edit for edit in rest if edit.after in text] if change.kind != "inserted" else []
        result.told += len(effects) if change.kind != "inserted" else 0
        for edit in here:
            rest.remove(edit)
            _judge(result, edit, effects)
        if not here and effects and change.kind != "inserted":
            result.misses.append(f"untrue {change.kind} {text[:60]} :: {effects}")
    result.edits += len(rest)
    result.misses += [f"no change {edit}" for edit in rest]


def _judge(result: Score, edit: Edit, effects: list[Effect]) -> None:
    kinds = result.kinds.setdefault(edit.type, [0, 0, 0, 0])
    result.edits += 1
    kinds[0] += 1
    fitting = [e for e in effects if e.type == edit.type]
    right = next((e for e in fitting if edit.old in e.old and edit.new in e.new), fitting[0] if fitting else None)
    extra = [e for e in effects if e is not right]
    if right is None or extra:
        result.misses.append(
            f"{'MISSED' if right is None else 'extra'} {edit.type}: {edit.before} => {edit.after} :: {extra}"
        )
    if right is None:
        return
    value, direction = edit.old in right.old and edit.new in right.new, right.direction == edit.direction
    result.found += 1
    result.values += value
    result.directions += direction
    kinds[1] += 1
    kinds[2] += value
    kinds[3] += direction
    if not value or not direction:
        result.misses.append(f"value {value} direction {direction}: {edit.before} => {edit.after} :: {right}")


def main() -> None:
    """Print the scores of the sample and of the texts named on the command line."""
    here = Path(__file__).resolve().parents[2]
    verbose = "-v" in sys.argv
    paths = [here / "corpus" / "aliyun-ecs-terms.txt", *map(Path, [a for a in sys.argv[1:] if a != "-v"])]
    print(f"{'text':32}{'bank':6}{'precision':>10}{'recall':>8}{'values':>8}{'direction':>10}")
    for path in paths:
        for name, bank in (("BANK", BANK), ("KEPT", KEPT), ("FRESH", FRESH)):
            got = score(path, bank, range(10))
            shares = (got.precision, got.recall, got.values / max(got.found, 1), got.directions / max(got.found, 1))
            print(f"{path.name:32}{name:6}{shares[0]:10.3f}{shares[1]:8.3f}{shares[2]:8.3f}{shares[3]:10.3f}")
            if verbose:
                print(*sorted(set(got.misses)), sep="\n")


if __name__ == "__main__":
    main()
