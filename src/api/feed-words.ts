// What a bank is told when its feed or an image of it cannot be sent, and what to do.
import type { Words } from './bank-words.ts';

export const feedRefusals = {
  BANK_KEY_MISSING: {
    status: 409,
    zh: '本行没有生效的 SM2 公钥，个人资料无法加密发送。请向主管部门登记公钥。',
    en: 'No SM2 key of this bank is in force, so personal data cannot be sealed to it. Register one with the bureau.',
  },
  IMAGE_UNKNOWN: {
    status: 404,
    zh: '这个申领没有这种图片。种类见待办中的 images；没有 card-photo 时用库存照片。',
    en: 'The order has no such image. Its kinds are in images of the feed; without card-photo, use the one on file.',
  },
} as const satisfies Readonly<Record<string, Words & { readonly status: number }>>;
