// The lists of a queue and how a page of one is asked for: parsed once at the border, each with a limit.
import { z } from 'zod';
import type { ApplicationState } from '../applications/application-lifecycle.ts';
import { districts } from '../base/districts.ts';
import type { Role } from './staff.ts';

/** `due`: everything whose card is not made yet, by its last day; the others are one state each. */
export const queueLists = [
  'due',
  'undated',
  'on-hold',
  'submitted',
  'in-production',
  'produced',
  'ready-for-pickup',
  'mailed',
  'returned',
  'account-refused',
  'rejected',
] as const satisfies readonly ('due' | 'undated' | ApplicationState)[];
export type QueueList = (typeof queueLists)[number];

/** What was sent back is with its person, and its bank sees it no more. */
export const listsOf = (role: Role): readonly QueueList[] =>
  role === 'bureau' ? queueLists : queueLists.filter((list) => list !== 'rejected');

/** Rows of a page: what one person works through, and what a screen is loaded with. */
export const pageSizes = [50, 20, 10] as const;

/**
 * One page looks at no more than this many, whatever is asked: a district with few of a long list gets a short page and a
 * way on, and nobody's page reads a million rows.
 */
export const mostExamined = 2_000;

const placeText = /^(infinity|\d{4}-\d{2}-\d{2})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Where a page begins, as its address says it; null: at the beginning. */
const placeIn = (text: string): { readonly due: string; readonly applicationId: string } | null => {
  const [, due, applicationId] = placeText.exec(text) ?? [];
  return due && applicationId ? { due, applicationId } : null;
};

/** What a page of a queue is asked with; whatever is no such word counts as not said. */
export const queueQuestion = z.object({
  list: z.enum(queueLists).catch('due'),
  bank: z
    .string()
    .regex(/^\d{3,12}$/)
    .nullable()
    .catch(null),
  district: z
    .string()
    .refine((code) => districts.some((each) => each.code === code))
    .nullable()
    .catch(null),
  limit: z.coerce.number().pipe(z.literal(pageSizes)).catch(pageSizes[0]),
  after: z
    .string()
    .transform((text) => placeIn(text))
    .nullable()
    .catch(null),
});
export type QueueQuestion = z.infer<typeof queueQuestion>;

export const placeInWords = ({ due, applicationId }: NonNullable<QueueQuestion['after']>): string =>
  `${due}_${applicationId}`;
