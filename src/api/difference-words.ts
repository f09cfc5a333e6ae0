// What a bank reads of a difference between both books, one row a kind.
import type { DifferenceKind } from '../production/reconciliation.ts';
import type { Words } from './bank-words.ts';

/** What a difference between both books means, and what the bank does about it. */
export const differenceWords: Readonly<Record<DifferenceKind, { readonly meaning: Words; readonly toDo: Words }>> = {
  'unknown-here': {
    meaning: { zh: '本行没有这个编号的申领。', en: 'There is no order of this number for this bank.' },
    toDo: { zh: '核对编号；不要为它制卡。', en: 'Check the number; make no card for it.' },
  },
  'missing-there': {
    meaning: { zh: '当日有变化，但贵行未列出。', en: 'It changed on that day, and the bank does not name it.' },
    toDo: {
      zh: '按我方状态补录，并在下次对账时列出。',
      en: 'Enter it with the state we have, and name it in the next comparison.',
    },
  },
  'ended-here': {
    meaning: { zh: '申领在我方已终止。', en: 'The application has ended here.' },
    toDo: { zh: '停止开户和制卡，并按我方状态更正。', en: 'Stop working on it, and take over the state we have.' },
  },
  'behind-here': {
    meaning: { zh: '贵行的进度在我方之前，有报告未送达。', en: 'The bank is ahead of us: a report has not arrived.' },
    toDo: { zh: '补发缺少的报告。', en: 'Send the reports that are missing.' },
  },
  'behind-there': {
    meaning: { zh: '我方的进度在贵行之前。', en: 'We are ahead of the bank.' },
    toDo: {
      zh: '按我方状态更正；如果从未报告过，请联系主管部门。',
      en: 'Take over the state we have; if you never reported it, ask the bureau.',
    },
  },
  'card-number': {
    meaning: { zh: '卡号不一致。', en: 'The card numbers differ.' },
    toDo: {
      zh: '以我方卡号为准；已按其他卡号制卡的，不要交付，请联系主管部门。',
      en: 'The number we allotted holds; do not hand over a card that was made with another one, and ask the bureau.',
    },
  },
};
