// A person's doubts by the line of their record, and raising one.

import { type Doubted, openDoubt } from '../../doubts/doubt.ts';
import { type DoubtRow, listDoubtRows } from '../../doubts/doubts-store.ts';
import { raiseDoubt } from '../../doubts/raise-doubt.ts';
import type { Wiring } from '../../wiring.ts';
import type { DoubtView, Outcome, Who } from './desk.ts';
import { explainRefusal, statusOf } from './explanation.ts';
import { ownChannel, questionOf, readOwnFile } from './own-file.ts';

/** Of an event by its number, of a look by its id. */
export type OwnDoubts = {
  readonly ofEvent: (seq: number) => DoubtView | null;
  readonly ofLook: (traceId: string) => DoubtView | null;
};

export const ownDoubts = async ({ sql, keys }: Wiring, { personId }: Who): Promise<OwnDoubts> => {
  const rows = await listDoubtRows(sql, personId);
  const viewOf = (row: DoubtRow | undefined): DoubtView | null =>
    row === undefined
      ? null
      : { state: row.state, dueOn: row.dueOn, answer: openDoubt(keys, personId, row.sealed).answer };
  return {
    ofEvent: (seq) => viewOf(rows.find(({ eventSeq }) => eventSeq === seq)),
    ofLook: (id) => viewOf(rows.find(({ traceId }) => traceId === id)),
  };
};

type Doubting = { readonly key: string; readonly doubted: Doubted; readonly words: string | null };

export const doubt = async (wiring: Wiring, who: Who, { key, doubted, words }: Doubting): Promise<Outcome<null>> => {
  const { personId, level, language } = who;
  const raised = await raiseDoubt(wiring, { personId, level, language, channel: ownChannel, key, doubted, words });
  if (raised.ok) return { ok: true, value: null };
  const file = await readOwnFile(wiring, personId);
  const telling = { snapshot: file.snapshot, question: questionOf(file, 'apply'), language };
  return { ok: false, refusal: explainRefusal(raised, telling), status: statusOf(raised) };
};
