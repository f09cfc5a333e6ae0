// What the demo page says of its pictures, and of cases that take several steps to see.

export const caseWords = {
  pictures: { zh: '申领要用的图片', en: 'Pictures to apply with' },
  picturesLead: {
    zh: '下载后在申领表中上传；图上没有真人，也没有真证件。',
    en: 'Save them and upload them in the form; they show nobody and no real document.',
  },
  title: { zh: '还可以看什么', en: 'What else to see' },
} as const;

/** Files of the folder demo/. */
export const demoPictures = [
  { file: 'id-front.jpg', zh: '证件：有照片的一面', en: 'ID document, side with the photo' },
  { file: 'id-back.jpg', zh: '证件：另一面', en: 'ID document, other side' },
  { file: 'portrait-woman.jpg', zh: '制卡照片（女）', en: 'Photo for the card (woman)' },
  { file: 'portrait-man.jpg', zh: '制卡照片（男）', en: 'Photo for the card (man)' },
] as const;

export const cases = [
  {
    zh: '超期：先在“模拟银行”暂停该行，申领，再拨到 2025-11-09；进度页和工作台首页都写明超期。',
    en: 'A late card: pause the bank below, apply, then go to 2025-11-09; the progress page and the first page of the console say so.',
  },
  {
    zh: '网点领取：领卡方式选网点自取，制好后本页出现“本人到网点领取”；十五天后有提醒。',
    en: 'A card at the outlet: choose to collect it; this page then lets the person come for it; after fifteen days they are reminded.',
  },
  {
    zh: '开户失败：先按“下一单开户失败”，申领人改选另一家银行，编号不变。',
    en: 'No account: press "Refuse the next account" first; the person chooses another bank under the same number.',
  },
  {
    zh: '退回：在“模拟主管部门”填写编号和原因，申领人改正后重新提交。',
    en: 'Sent back: give number and reason under "Simulated bureau"; the person corrects it and sends it again.',
  },
  {
    zh: '暂缓：在工作台由周明华打开申领，选择暂缓办理，再恢复办理；申领人在进度页看到原因。',
    en: 'On hold: in the console, as 周明华, open an application, hold it and let it go on; the person reads why.',
  },
  {
    zh: '窗口办理：拨到 2026-01-05，在工作台由何建军（区）、冯娟（街道）或孙丽（银行）为来人申领、启用。',
    en: 'At the counter: go to 2026-01-05; in the console 何建军, 冯娟 or 孙丽 apply and enable for whoever stands there.',
  },
  {
    zh: '上门帮办：任何一位可申领的人选“请人上门帮忙”，由冯娟或银行在工作台接单。',
    en: 'Help at home: somebody who may apply asks for it; 冯娟 or a bank takes it in the console.',
  },
] as const;
