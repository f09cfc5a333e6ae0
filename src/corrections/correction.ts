// 更正: a mistaken act is undone by two people as new events; which acts, how much is written about it, and what of it is sealed.
import { z } from 'zod';
import { idReader } from '../base/id-reader.ts';
import type { Brand } from '../base/ids.ts';
import { sealedColumn } from '../crypto/sealed-column.ts';

export type CorrectionId = Brand<string, 'CorrectionId'>;

/** An id as somebody sends it; undefined when it cannot be one. */
export const parseCorrectionId = idReader<CorrectionId>();

/** What can be done by mistake and undone: the wrong card enabled, cancelled, handed over. */
export const correctableActs = ['enable-card', 'cancel-card', 'report-handed-over'] as const;
export type CorrectableAct = (typeof correctableActs)[number];

/** Characters of a reason: it says what was mistaken, to a colleague. */
export const leastReason = 5;
export const mostReason = 500;

const content = z.object({
  reason: z.string(),
  /** Of who decided; empty: none, or nobody has decided. */
  note: z.string(),
});

/** What is sealed in `corrections.sealed`: words of staff, who may have named somebody. */
export type CorrectionContent = z.infer<typeof content>;

export const { seal: sealCorrection, open: openCorrection } = sealedColumn('corrections.sealed', content);
