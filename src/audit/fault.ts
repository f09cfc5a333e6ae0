// What a check of the audit can find, and its words for whoever runs it.

/** Each in Chinese and English; one line of the report begins with them. */
export const faultWords = {
  'event-changed': '事件被改动 event changed',
  'event-missing': '事件缺失 event missing',
  'event-unlinked': '事件不接上一条 event does not follow the one before',
  'event-beyond-head': '事件超出链头 event beyond the head of its chain',
  'head-differs': '链头不符 head of the chain is not its last event',
  'person-missing': '有事件而没有此人 events of a person who is not there',
  'tail-cut': '链尾被截断、链头被退回 tail of the chain cut and the head put back',
  'refusal-changed': '拒绝记录被改动 refusal changed',
  'look-changed': '查看记录被改动 look changed',
  'row-removed': '记录被删除 row removed',
  'row-inserted': '记录被插入 row inserted',
  'row-replaced': '记录被替换 row replaced',
  'rows-differ': '记录与封签不符 rows are not those that were sealed',
  'seal-changed': '封签被改动 seal changed',
  'seal-unlinked': '封签不接上一个 seal does not follow the one before',
  'seal-missing': '封签缺失 seal missing',
  'sweep-changed': '清理标记不实 mark of sweeping is not genuine',
  'copy-missing': '库外副本缺少封签 the copy outside lacks a seal',
  'copy-differs': '库外副本不同 the copy outside has another seal',
  'copy-spoilt': '库外副本被改动 the copy outside was changed',
} as const;
export type FaultKind = keyof typeof faultWords;

/** `where` names the row by its ids, or the seal by its number: nothing personal. */
export type Fault = { readonly fault: FaultKind; readonly where: string };

export const faultLine = ({ fault, where }: Fault): string => `✗ ${faultWords[fault]}: ${where}`;
