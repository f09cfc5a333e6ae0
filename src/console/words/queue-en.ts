// What the console says in English on the pages of queues.
import type { queueZh } from './queue-zh.ts';

export const queueEn: Readonly<Record<keyof typeof queueZh, string>> = {
  'queue.lists': 'Lists of applications',
  'queue.due': 'By their last day',
  'queue.undated': 'Without a last day',
  'queue.all': 'all',
  'queue.limit': 'Rows',
  'queue.filter': 'Filter',
  'queue.empty': 'There are no such applications.',
  'queue.noneYet': 'None of the ones looked at so far; there are more to look through.',
  'queue.first': 'Back to the first page',
  'queue.next': 'Next page',
  'queue.goOn': 'Look on',
};
