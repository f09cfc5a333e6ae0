// A card that is being made on the spot: its words, and what of it is sealed.
import { z } from 'zod';
import { idReader } from '../base/id-reader.ts';
import type { Brand } from '../base/ids.ts';
import { sealedColumn } from '../crypto/sealed-column.ts';
import { documents } from '../policy/question.ts';
import { producedBody } from '../production/report-produced.ts';

export type InstantJobId = Brand<string, 'InstantJobId'>;

/** An id as somebody sends it; undefined when it cannot be one. */
export const parseInstantJobId = idReader<InstantJobId>();

/** What a chip says of itself (EF05.01, EF05.03); the rest of a report of a card that is made. */
export const chipShape = producedBody.pick({ chipId: true, specificationVersion: true });
export type Chip = z.infer<typeof chipShape>;

const content = z.object({
  cardNumber: z.string().nullable(),
  accountLastFour: z.string().nullable(),
  chip: chipShape.nullable(),
  /** Who took the card, and the originals they showed: what is done next they need not show again. */
  taken: z.object({ by: z.enum(['holder', 'guardian']), documents: z.array(z.enum(documents)) }).nullable(),
});

/** What is sealed in `instant_jobs.sealed`; null: its stage has not come. */
export type InstantContent = z.infer<typeof content>;

export const { seal: sealInstant, open: openInstant } = sealedColumn('instant_jobs.sealed', content);
