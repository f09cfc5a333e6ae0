// What the console says in Chinese about acting for somebody else.

export const authorisationZh = {
  'authorisation.title': '授权委托',
  'authorisation.open': '授权委托：登记、查看、撤销',
  'authorisation.none': '没有登记过授权委托。',
  'authorisation.record': '登记授权委托',
  'authorisation.lead':
    '核对双方有效身份证件（或社保卡）原件和持卡人的书面授权委托书。登记后，代办人可以在网上或网点代办勾选的事项；持卡人会收到短信，可随时撤销。',
  'authorisation.name': '代办人姓名',
  'authorisation.idNumber': '代办人证件号码',
  'authorisation.services': '授权的事项（照委托书勾选）',
  'authorisation.until': '有效期至（照委托书填写，最长一年）',
  'authorisation.act': '登记',
  'authorisation.holderIsHere': '持卡人本人在场，已核对证件',
  'authorisation.holderMissing': '撤销要持卡人本人在场并核对证件；本人也可以登录后自己撤销。',
  'behalf.which': '代办人（按登记的授权委托）',
  'behalf.one': '{name} {number}，有效期至 {day}',
  'behalf.none': '没有有效的授权委托，请先登记。',
  'behalf.record': '登记或查看授权委托',
  'behalf.by': '由{name}代办',
  'action.record-authorisation': '登记授权委托',
} as const;
