// Messages to people's phones in Simplified Chinese. {braces} are filled in from the parameters of the kind.

export const zh = {
  'application-received':
    '【一卡通】您的第三代社会保障卡申领已收到，申领编号 {number}，发卡银行为{bank}。10 分钟内可以撤回，办理进度可在申领渠道查询。',
  'application-withdrawn': '【一卡通】您的申领 {number} 已撤回。需要时可以重新申领。',
  'application-rejected':
    '【一卡通】您的申领 {number} 未通过审核。请在申领渠道查看原因，修改后重新提交，编号不变，没有问题的内容不用再填；也可拨打 96066。原社保卡可以继续使用。',
  'application-resubmitted':
    '【一卡通】您修改后的申领 {number} 已重新提交，由{bank}办理，办理期限从今天重新计算。10 分钟内可以撤回。如非本人操作，请立即拨打 96066。',
  'account-refused':
    '【一卡通】您的申领 {number} 未能在{bank}开立账户。您可在申领渠道查看原因并改选其他银行，编号不变；也可拨打 96066。原社保卡可以继续使用。',
  'bank-changed':
    '【一卡通】您的申领 {number} 已改由{bank}办理，编号不变，办理期限从今天重新计算。10 分钟内可以撤回。如非本人操作，请立即拨打 96066。',
  'card-returned':
    '【一卡通】您的第三代社会保障卡（申领编号 {number}）未能送达或无人领取，由{bank}保管。请在申领渠道重新选择邮寄地址或领卡网点，也可拨打 96066。',
  'card-mailed':
    '【一卡通】您的第三代社会保障卡已由{bank}寄出（申领编号 {number}）。收到后请启用社会保障功能；启用前原社保卡可以继续使用。',
  'ready-for-pickup':
    '【一卡通】您的第三代社会保障卡已到{outlet}（申领编号 {number}）。请本人持有效身份证件前往领取，可在现场启用社会保障功能。',
  'pickup-reminder':
    '【一卡通】您的第三代社会保障卡到{outlet}已有 {days} 天（申领编号 {number}），还没有领取。请本人持有效身份证件前往领取；没有保管期限，也可拨打 96066。',
  'returned-reminder':
    '【一卡通】您的第三代社会保障卡（申领编号 {number}）退回{bank}已有 {days} 天。请在申领渠道重新选择邮寄地址或领卡网点；没有保管期限，也可拨打 96066。',
  'help-requested':
    '【一卡通】您请人上门帮忙办理社保卡的请求已转给{who}，希望的日期是{day}。对方会先打电话与您约定。上门人员不会收费。如非本人操作，请立即拨打 96066。',
  'help-accepted':
    '【一卡通】{who}已接下您的上门帮办请求（{day}），会先打电话与您约定。请准备好本人有效身份证件，办理时须本人在场。上门人员不会收费。',
  'help-declined':
    '【一卡通】{who}暂时不能为您上门帮办（{day}），您的请求已退回 96066，由热线另行安排并与您联系。您也可以直接拨打 96066。',
  'card-enabled':
    '【一卡通】您的第三代社会保障卡已启用社会保障功能，原社保卡自即时起失效，电子社保卡已自动关联新卡。如非本人操作，请立即拨打 96066。',
} as const;
