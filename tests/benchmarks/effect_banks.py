"""Edits of known meaning, for the benchmark of effects: a sentence before and after, its class, values and direction.

``BANK`` was used while the rules were written; ``KEPT`` and ``FRESH`` were measured before they were looked at. ``HELD``
was written by somebody who had not seen the rules; the rules learnt from every other edit of it (``LEARNT``), the rest
(``UNSEEN``) was measured before any rule changed. ``BLIND`` came last and nothing was learnt from it. ``{P}`` is the provider's name in the text, ``{U}`` the user's.
"""

from dataclasses import dataclass

WORSE, BETTER, UNCLEAR = "worse_for_user", "better_for_user", "unclear"
TURNED = {WORSE: BETTER, BETTER: WORSE, UNCLEAR: UNCLEAR}


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

HELD = (
    _value("notice", "服务内容发生重大调整之前，{P}会至少提前#在控制台发布公告。", "三十（30）日", "十五（15）日", WORSE),
    _value("notice", "如{P}计划终止某一区域的服务，应不迟于终止前#向{U}发出书面通知。", "九十（90）天", "60天", WORSE),
    _value("notice", "{P}拟修改本协议的，修改后的条款应当在生效前至少#于官网公示。", "7日", "14日", BETTER),
    Edit("notice", "{P}可以更换承载服务的数据中心，但须提前二十个工作日告知{U}。", "{P}可以更换承载服务的数据中心。", WORSE, "提前二十个工作日", ""),
    Edit("notice", "{P}有权对系统进行停机维护。", "{P}有权对系统进行停机维护，但应至少提前24小时以短信告知{U}。", BETTER, "", "提前24小时"),
    _value("notice", "{U}拟中途退订的，须提前#以电子邮件通知{P}。", "十日", "三十日", WORSE),
    _value("notice", "如需注销企业账号，{U}应至少提前#告知{P}。", "15日", "5日", BETTER),
    _value("notice", "自动续费扣款之前，{P}将提前#通过短信提醒{U}。", "五日", "一日", WORSE),
    _value("notice", "任何一方均可提前#书面通知对方终止本协议。", "三十日", "六十日", UNCLEAR),
    Edit("notice", "{P}对接口作出不兼容变更的，须提前一个月通知{U}，并提供迁移文档。", "{P}对接口作出不兼容变更的，须提供迁移文档。", WORSE, "提前一个月", ""),
    _value("notice", "在免费试用期届满前#，{P}应当通知{U}试用即将结束。", "3天", "7天", BETTER),
    _value("deadline", "账单出具后，{U}应于#内完成付款。", "十（10）个工作日", "十五（15）个工作日", BETTER),
    _value("deadline", "{P}收到{U}的注销申请后，应在#内删除相关个人信息。", "15个工作日", "30个工作日", WORSE),
    _value("deadline", "对处罚决定不服的，{U}可以申诉，但应当自收到通知之日起#内提出。", "十五日", "七日", WORSE),
    _value("deadline", "{P}应在验收合格之日起#内向{U}开具发票。", "10日", "10个工作日", WORSE),
    _value("deadline", "账号停用后，{P}仍将为{U}保留全部文件#。", "三个月", "一百八十日", BETTER),
    _value("deadline", "不可抗力事件持续超过#的，{U}可以书面通知解除本协议。", "三十日", "九十日", WORSE),
    _value("deadline", "{P}违约且在收到{U}催告后#内仍未改正的，{U}有权终止订购。", "15日", "30日", WORSE),
    _value("deadline", "{U}未按期付款，且逾期超过#的，{P}有权停止服务。", "七（7）日", "十五（15）日", BETTER),
    _value("deadline", "一方违反本协议的，应自收到对方书面通知之日起#内予以纠正。", "10日", "20日", UNCLEAR),
    _value("deadline", "优惠券自发放之日起#内有效，逾期作废。", "90天", "60天", WORSE),
    _value("deadline", "质保期为交付之日起#，在此期间{P}免费修复软件缺陷。", "十二个月", "六个月", WORSE),
    _value("deadline", "{U}应当在发现账号被盗后立即通知{P}，{P}应当在收到通知后#内冻结该账号。", "2小时", "30分钟", BETTER),
    _value("deadline", "{P}应于每月#前将上月的使用明细提供给{U}。", "5日", "15日", WORSE),
    _value("deadline", "{U}提交的实名认证材料，{P}将在#内审核完毕。", "一个工作日", "三个工作日", WORSE),
    Edit("modality", "{P}应对传输中的数据进行加密。", "{P}可对传输中的数据进行加密。", WORSE, "应", "可"),
    Edit("modality", "经{U}书面要求，{P}须提供安全审计报告。", "经{U}书面要求，{P}可提供安全审计报告。", WORSE, "须", "可"),
    Edit("modality", "{U}不得将生成结果用于商业目的。", "{U}可以将生成结果用于商业目的。", BETTER, "不得", "可以"),
    Edit("modality", "{P}有权自行删除{U}存储的文件。", "{P}无权自行删除{U}存储的文件。", BETTER, "有权", "无权"),
    Edit("modality", "第三方提出侵权主张的，{U}应当协助{P}进行调查。", "第三方提出侵权主张的，{U}可以协助{P}进行调查。", BETTER, "应当", "可以"),
    Edit("modality", "在促销期内取消订购的，已付款项不予退回。", "在促销期内取消订购的，已付款项予以退回。", BETTER, "不予退回", "退回"),
    Edit("modality", "{U}拒绝授权的，{P}不得停止提供基本功能。", "{U}拒绝授权的，{P}有权停止提供基本功能。", WORSE, "不得", "有权"),
    Edit("modality", "{U}可以自行修改账号昵称，也可以变更绑定的手机号码。", "{U}可以自行修改账号昵称，但不得变更绑定的手机号码。", WORSE, "可以", "不得"),
    Edit("modality", "任何一方均可以将本协议转让给其关联公司。", "任何一方均不得将本协议转让给其关联公司。", UNCLEAR, "可以", "不得"),
    Edit("modality", "{P}保证其提供的软件不含恶意代码。", "{P}不保证其提供的软件不含恶意代码。", WORSE, "保证", "不保证"),
    Edit("modality", "{U}无须为测试环境的用量付费。", "{U}须为测试环境的用量付费。", WORSE, "无须", "须"),
    Edit("modality", "{P}会对{U}上传的文件进行人工审查。", "{P}不会对{U}上传的文件进行人工审查。", BETTER, "会", "不会"),
    Edit("modality", "套餐到期后，{U}未用完的流量可以结转至下一周期。", "套餐到期后，{U}未用完的流量不能结转至下一周期。", WORSE, "可以", "不能"),
    Edit("party", "数据出境的申报手续由{P}办理。", "数据出境的申报手续由{U}办理。", WORSE, "{P}", "{U}"),
    Edit("party", "因版本升级产生的适配费用，由{U}自行承担。", "因版本升级产生的适配费用，由{P}自行承担。", BETTER, "{U}", "{P}"),
    Edit("party", "存在两个以上备选方案的，{P}有权确定最终采用的方案。", "存在两个以上备选方案的，{U}有权确定最终采用的方案。", BETTER, "{P}", "{U}"),
    Edit("party", "电信运营商收取的短信资费，应由{U}支付。", "电信运营商收取的短信资费，应由{P}支付。", BETTER, "{U}", "{P}"),
    Edit("party", "{U}拥有由本服务生成的内容的著作权。", "{P}拥有由本服务生成的内容的著作权。", WORSE, "{U}", "{P}"),
    Edit("party", "对上述资料的真实性，{P}负有核验义务。", "对上述资料的真实性，{U}负有核验义务。", WORSE, "{P}", "{U}"),
    Edit("party", "验收标准由{U}制定，并作为本协议的附件。", "验收标准由{P}制定，并作为本协议的附件。", WORSE, "{U}", "{P}"),
    Edit("party", "部署方案的任何变更，须经{U}确认后方可实施。", "部署方案的任何变更，须经{P}确认后方可实施。", WORSE, "{U}", "{P}"),
    Edit("party", "培训所需的场地由{P}提供，参训人员的差旅费由{U}承担。", "培训所需的场地由{U}提供，参训人员的差旅费由{U}承担。", WORSE, "{P}", "{U}"),
    Edit("exemption", "{P}应保证服务不间断运行。", "{P}应保证服务不间断运行，但因电信线路检修导致中断的除外。", WORSE, "", "线路检修"),
    Edit("exemption", "除{U}存在违法使用行为外，{P}不得提前终止服务。", "{P}不得提前终止服务。", BETTER, "违法使用", ""),
    Edit("exemption", "{U}应当赔偿因账号被冒用给他人造成的损失。", "除{P}存在过错的情形外，{U}应当赔偿因账号被冒用给他人造成的损失。", BETTER, "", "过错"),
    Edit("exemption", "因黑客攻击、病毒侵入造成的损失，{P}不承担责任。", "因黑客攻击造成的损失，{P}不承担责任。", BETTER, "病毒侵入", ""),
    Edit("exemption", "预付款项不予退还，但因{P}违约而终止服务的除外。", "预付款项不予退还。", WORSE, "违约", ""),
    Edit("exemption", "未经{U}明确同意，{P}不得公开{U}创作的作品。", "{P}不得公开{U}创作的作品。", BETTER, "明确同意", ""),
    Edit("exemption", "{P}不得中断服务，但{U}欠费的除外。", "{P}不得中断服务，但{U}欠费或者涉嫌违规的除外。", WORSE, "", "涉嫌违规"),
    Edit("exemption", "{P}可以在应用市场上架第三方插件。", "{P}可以在应用市场上架第三方插件，但对插件的安全性不承担任何责任。", WORSE, "", "不承担任何责任"),
    Edit("exemption", "{P}不对{U}的利润损失承担赔偿责任。", "除因{P}故意或者重大过失造成的以外，{P}不对{U}的利润损失承担赔偿责任。", BETTER, "", "重大过失"),
    Edit("exemption", "{U}应按月支付最低消费金额，但服务当月不可用的除外。", "{U}应按月支付最低消费金额。", WORSE, "不可用", ""),
    _value("amount", "{P}就单次事故承担的赔偿责任，最高不超过人民币#。", "五十万元", "二十万元", WORSE),
    _value("amount", "{U}迟延付款的，须按日支付欠款金额#的滞纳金。", "千分之一", "万分之五", BETTER),
    _value("amount", "{P}违反保密义务的，应向{U}支付合同总价#的违约金。", "百分之二十", "百分之三十", BETTER),
    _value("amount", "高级版的订购费用为每账号每月人民币#。", "68元", "88元", WORSE),
    _value("amount", "月度可用率低于99.9%的，{U}可获得当月费用#的服务抵扣。", "25%", "10%", WORSE),
    _value("amount", "{U}每日免费调用接口以#为限。", "1000次", "500次", WORSE),
    _value("amount", "一方严重违约的，应向守约方支付#的违约金。", "10万元", "15万元", UNCLEAR),
    _value("amount", "{P}的责任上限为{U}过去十二个月所付费用的#，且不包括任何间接损失。", "两倍", "一倍", WORSE),
    _value("amount", "{U}提前解除本协议的，应当支付剩余服务费的#作为补偿金。", "百分之三十（30%）", "百分之二十（20%）", BETTER),
    _value("amount", "{P}承诺本服务的月度可用性不低于#。", "99.95%", "99.9%", WORSE),
    _value("amount", "单笔提现金额不足#的，{P}收取2元手续费。", "100元", "200元", WORSE),
    _value("jurisdiction", "与本协议有关的诉讼，应由#有管辖权的人民法院审理。", "{U}住所地", "{P}住所地", WORSE),
    _value("jurisdiction", "双方不能协商解决争议的，可向#人民法院提起诉讼。", "原告所在地", "{P}所在地", WORSE),
    _value("jurisdiction", "因履行本协议发生的纠纷，一审由#人民法院管辖。", "{P}注册地", "{U}经常居住地", BETTER),
    _value("jurisdiction", "凡因本协议引起的争议，任何一方均有权诉至#人民法院。", "被告住所地", "{P}住所地", WORSE),
    _value("jurisdiction", "争议应提交#，按照申请仲裁时该会有效的仲裁规则进行仲裁。", "中国国际经济贸易仲裁委员会", "深圳仲裁委员会", UNCLEAR),
    Edit("jurisdiction", "无法达成一致的，任何一方应将争议提交上海仲裁委员会仲裁。", "无法达成一致的，任何一方应将争议诉至上海市浦东新区人民法院。", UNCLEAR, "上海仲裁委员会", "浦东新区人民法院"),
    _value("jurisdiction", "本协议的成立、效力与履行，均适用#法律。", "中国大陆地区", "香港特别行政区", UNCLEAR),
    _value("definition", "“控制”系指直接或者间接持有一方#以上的表决权。", "50%", "30%", UNCLEAR),
    _value("definition", "本协议中的“关联方”，指受一方控制的#。", "公司", "公司或者合伙企业", UNCLEAR),
    Edit("definition", "“违规内容”指法律法规禁止传播的信息。", "“违规内容”指法律法规禁止传播的信息以及{P}认为不宜传播的信息。", UNCLEAR, "", "不宜传播"),
    _value("definition", "“授权使用人”是指{U}的#。", "在职员工", "在职员工和外聘顾问", UNCLEAR),
    Edit("definition", "“维护服务”是指{P}向{U}免费提供的缺陷修复、版本升级和技术咨询。", "“维护服务”是指{P}向{U}免费提供的缺陷修复和技术咨询。", UNCLEAR, "版本升级", ""),
    _value("definition", "“许可用途”指{U}为#目的使用本软件。", "内部管理", "内部管理或者对外展示", UNCLEAR),
    _value("definition", "计算服务可用率时，“故障时间”指服务#的时间。", "完全无法访问", "完全无法访问或者响应严重迟缓", UNCLEAR),
    Edit("scope", "{P}收集的信息包括但不限于设备型号、操作系统版本。", "{P}收集的信息仅限于设备型号、操作系统版本。", BETTER, "包括但不限于", "仅限于"),
    Edit("scope", "{P}可将{U}的订单信息用于客服、结算。", "{P}可将{U}的订单信息用于客服、结算以及营销推广。", WORSE, "", "营销推广"),
    Edit("scope", "企业版包含单点登录、审计日志和专属客服。", "企业版包含单点登录和审计日志。", WORSE, "专属客服", ""),
    Edit("scope", "{U}不得利用本服务发送垃圾邮件、传播恶意程序。", "{U}不得利用本服务发送垃圾邮件、传播恶意程序或者抓取他人数据。", WORSE, "", "抓取他人数据"),
    Edit("scope", "双方应当对本协议的价格条款、技术方案予以保密。", "双方应当对本协议的价格条款、技术方案和谈判过程予以保密。", UNCLEAR, "", "谈判过程"),
    Edit("scope", "{U}有权查询、更正、复制本人的个人信息。", "{U}有权查询、更正、复制、删除本人的个人信息。", BETTER, "", "删除"),
    Edit("scope", "{U}获准在办公电脑、服务器上安装本软件。", "{U}获准在办公电脑、服务器、移动终端上安装本软件。", BETTER, "", "移动终端"),
    Edit("scope", "在{U}欠费、违反使用规范等情形下，{P}可以暂停服务。", "在{U}欠费、违反使用规范的情形下，{P}可以暂停服务。", BETTER, "等", ""),
)  # fmt: skip
LEARNT, UNSEEN = HELD[0::2], HELD[1::2]

BLIND = (
    _value("notice", "若{P}计划对机房实施割接，会至迟提前#在控制台发布维护公告。", "7天", "24小时", WORSE),
    Edit("notice", "因业务规划需要，{P}可终止向{U}供应某一型号的实例，惟须提前九十日以电子邮件告知{U}。", "因业务规划需要，{P}可终止向{U}供应某一型号的实例。", WORSE, "提前九十日", ""),
    Edit("notice", "{P}上调套餐资费时，新资费自公布之日起执行。", "{P}上调套餐资费时，将提前一个月向{U}发送短信提醒，新资费自公布之日起执行。", BETTER, "", "提前一个月"),
    _value("notice", "{U}决定到期不再续约的，须在服务期届满前至少#向{P}发出书面告知。", "15天", "45天", WORSE),
    _value("notice", "任何一方拟中途退出合作，均须提前#以挂号信知会对方。", "三十日", "十日", UNCLEAR),
    _value("deadline", "{P}接到{U}报障后，工程师将于#之内作出首次响应。", "15分钟", "1小时", WORSE),
    _value("deadline", "自账户欠费之时起，{U}享有#的宽限期用于补足余额。", "48小时", "24小时", WORSE),
    _value("deadline", "{U}注销账号的，{P}最迟于注销完成后#内彻底删除其个人信息。", "15个工作日", "90个工作日", WORSE),
    _value("deadline", "代金券自发放至{U}账户起#有效，逾期自动作废。", "180天", "365天", BETTER),
    _value("deadline", "双方应于合同生效后#内各自指定一名项目联络人。", "5个工作日", "5日", UNCLEAR),
    Edit("modality", "{P}须采用加密方式存放{U}的支付凭证。", "{P}可采用加密方式存放{U}的支付凭证。", WORSE, "须", "可"),
    Edit("modality", "{U}禁止对本软件做性能基准测试并公开结果。", "{U}可以对本软件做性能基准测试并公开结果。", BETTER, "禁止", "可以"),
    Edit("modality", "在核查期间，{P}不得冻结{U}账户内的余额。", "在核查期间，{P}有权冻结{U}账户内的余额。", WORSE, "不得", "有权"),
    Edit("modality", "{U}当月未用完的流量包会结转至次月。", "{U}当月未用完的流量包不会结转至次月。", WORSE, "会", "不会"),
    Edit("modality", "双方应当每季度召开一次服务评审会议。", "双方可以每季度召开一次服务评审会议。", UNCLEAR, "应当", "可以"),
    Edit("party", "跨境传输所涉及的合规审批手续由{U}一方办妥。", "跨境传输所涉及的合规审批手续由{P}一方办妥。", BETTER, "{U}", "{P}"),
    Edit("party", "寄送纸质发票所产生的邮费，归{P}支付。", "寄送纸质发票所产生的邮费，归{U}支付。", WORSE, "{P}", "{U}"),
    Edit("party", "定制开发成果的著作权自交付时起属于{U}。", "定制开发成果的著作权自交付时起属于{P}。", WORSE, "{U}", "{P}"),
    Edit("party", "因系统漏洞招致第三人索赔时，应由{P}出面应诉并承受相应后果。", "因系统漏洞招致第三人索赔时，应由{U}出面应诉并承受相应后果。", WORSE, "{P}", "{U}"),
    Edit("party", "就验收标准发生分歧的，以{P}的书面解释为准。", "就验收标准发生分歧的，以{U}的书面解释为准。", BETTER, "{P}", "{U}"),
    Edit("exemption", "服务可用性未达标的，{P}将按比例返还当月费用。", "服务可用性未达标的，{P}将按比例返还当月费用，计划内维护引起的情形除外。", WORSE, "", "计划内维护"),
    Edit("exemption", "遇有地震、洪水、台风，{P}对服务迟延免责。", "遇有地震、洪水、台风、电力中断，{P}对服务迟延免责。", WORSE, "", "电力中断"),
    Edit("exemption", "除因{P}过错引起外，{U}中途退订的，已收取的安装费概不返还。", "{U}中途退订的，已收取的安装费概不返还。", WORSE, "{P}过错", ""),
    Edit("exemption", "{P}对托管期间发生的设备损毁概不负责。", "{P}对托管期间发生的设备损毁概不负责，但{P}存在故意或者重大过失的除外。", BETTER, "", "重大过失"),
    Edit("exemption", "任何一方泄露商业秘密的，都要向守约方赔偿损失。", "任何一方泄露商业秘密的，都要向守约方赔偿损失，依司法机关要求披露的情况除外。", UNCLEAR, "", "司法机关"),
    _value("amount", "无论基于何种诉因，{P}向{U}承担的赔偿均以#为上限。", "人民币50万元", "人民币8万元", WORSE),
    _value("amount", "超出免费额度的部分，按每GB#向{U}计收流量费。", "0.5元", "0.8元", WORSE),
    _value("amount", "若某自然月的在线率跌破#，即触发{P}向{U}发放抵扣券的义务。", "99.95%", "99.5%", WORSE),
    _value("amount", "{U}提前退租的，需缴付剩余租金的#作为补偿。", "30%", "10%", BETTER),
    _value("amount", "违约方应向守约方支付合同总价款#的违约金。", "百分之二十", "百分之五", UNCLEAR),
    _value("jurisdiction", "调解无果而须对簿公堂的，起诉一方只能向#的基层法院递交诉状。", "{U}住所地", "{P}住所地", WORSE),
    _value("jurisdiction", "凡与本合同有关的一切纠纷，均提请#依其届时有效的规则裁断。", "中国国际经济贸易仲裁委员会", "香港国际仲裁中心", UNCLEAR),
    Edit("jurisdiction", "双方未能和解的，应诉至合同签订地人民法院解决。", "双方未能和解的，应提交广州仲裁委员会解决。", UNCLEAR, "合同签订地", "广州仲裁委员会"),
    _value("jurisdiction", "本条款的效力、履行与解除均受#法律支配。", "中国大陆地区", "英格兰及威尔士", UNCLEAR),
    _value("jurisdiction", "涉及网络侵权的争执，由#法院专属管辖。", "杭州互联网", "广州互联网", UNCLEAR),
    Edit("definition", "凡文中言及“可用时间”，均系当月总时长扣减割接时间与客户侧断网时间后的余数。", "凡文中言及“可用时间”，均系当月总时长扣减割接时间后的余数。", UNCLEAR, "客户侧断网时间", ""),
    _value("definition", "“关联公司”系指直接或间接持有一方#以上股权的任何实体。", "50%", "20%", UNCLEAR),
    Edit("definition", "机密资料：指披露方以书面形式标明为保密的信息。", "机密资料：指披露方以书面或口头形式提供的全部信息。", UNCLEAR, "标明为保密", "口头"),
    _value("definition", "下文提及的“授权用户”，意为经{U}许可登录系统的#。", "正式员工", "正式员工及外包人员", UNCLEAR),
    _value("definition", "“高峰时段”即每日#的时间区间。", "9时至21时", "18时至22时", UNCLEAR),
    Edit("scope", "{P}可向广告合作伙伴提供{U}的性别、年龄段。", "{P}可向广告合作伙伴提供{U}的性别、年龄段、消费偏好。", WORSE, "", "消费偏好"),
    Edit("scope", "{P}提供的售后内容涵盖安装调试、远程诊断、上门维修。", "{P}提供的售后内容涵盖安装调试、远程诊断。", WORSE, "上门维修", ""),
    _value("scope", "{U}获得的许可仅限于在其#安装使用。", "总部办公场所", "总部办公场所及各分支机构", BETTER),
    Edit("scope", "{U}不得利用本产品从事挖矿、刷单、群发垃圾邮件等活动。", "{U}不得利用本产品从事挖矿、刷单、爬取数据、群发垃圾邮件等活动。", WORSE, "", "爬取数据"),
    Edit("scope", "双方应妥善保管对方提供的图纸、样品、技术文档。", "双方应妥善保管对方提供的图纸、技术文档。", UNCLEAR, "样品", ""),
)  # fmt: skip
