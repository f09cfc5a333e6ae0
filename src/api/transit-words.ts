// What the transit operator is told of a report that cannot be: words, one row a code.
import type { TransitReportRefused } from '../scenes/take-transit-report.ts';
import type { Words } from './bank-words.ts';

export const transitRefusals: Readonly<Record<TransitReportRefused['code'], Words>> = {
  CARD_UNKNOWN: {
    zh: '没有这个卡号的第三代社保卡。',
    en: 'There is no third-generation card of this number.',
  },
  WALLET_IN_STATE: {
    zh: '交通账户目前的状态不能记入（见 wallet）：尚未充值、正在退还，或已随卡结束。',
    en: 'The purse is in no state for it (see wallet): never topped up, being paid back, or ended with its card.',
  },
  HAPPENS_LATER: { zh: 'happenedAt 在将来。', en: 'happenedAt is in the future.' },
  BALANCE_TOO_SMALL: {
    zh: '乘车扣款多于账上余额（见 balance）：还有充值没有报告。',
    en: 'The rides take more than the purse holds (see balance): a top-up was not reported yet.',
  },
  KEY_REUSED: {
    zh: '这个 reference 已用于另一笔不同的报告。',
    en: 'This reference was used for another report.',
  },
  BUSY: { zh: '请稍后用同一 reference 重发。', en: 'Send it again later with its reference.' },
};
