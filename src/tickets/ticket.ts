// 咨询、建议、投诉: what a person asks and what is answered (R-HOTLINE-01); its words, and what of it is sealed.
import { z } from 'zod';
import { idReader } from '../base/id-reader.ts';
import type { Brand } from '../base/ids.ts';
import { languages } from '../base/language.ts';
import { sealedColumn } from '../crypto/sealed-column.ts';

export type TicketId = Brand<string, 'TicketId'>;

/** An id as somebody sends it; undefined when it cannot be one. */
export const parseTicketId = idReader<TicketId>();

export const ticketKinds = ['consultation', 'suggestion', 'complaint'] as const;
export type TicketKind = (typeof ticketKinds)[number];

export const desks = ['hotline', 'bank', 'bureau'] as const;
export type DeskName = (typeof desks)[number];

/** Whose answer is waited for; `bank` is null but for a bank. */
export type TicketDesk = { readonly desk: DeskName; readonly bank: string | null };

export const isSameDesk = (one: TicketDesk, other: TicketDesk): boolean =>
  one.desk === other.desk && one.bank === other.bank;

/** Where it may go: a bank gives it back, and never to another bank what somebody wrote about it (R-SUPERVISE-03). */
export const mayHandOver = (from: TicketDesk, to: TicketDesk): boolean =>
  !isSameDesk(from, to) && !(from.desk === 'bank' && to.desk === 'bank');

/** A complaint begins at the bureau, so that nobody who may be meant by it has it first (R-SUPERVISE-02). */
export const firstDesk: Readonly<Record<TicketKind, TicketDesk>> = {
  consultation: { desk: 'hotline', bank: null },
  suggestion: { desk: 'hotline', bank: null },
  complaint: { desk: 'bureau', bank: null },
};

/** "In time" is all the rules say (R-SUPERVISE-05): this is our limit, and a hand-over does not lengthen it. */
export const answerTicketWithinWorkdays = 5;

/** Tickets of one person on one day: more than anybody needs, fewer than a desk can drown in. */
export const mostTicketsADay = 5;

/** Contributions to one ticket, of all sides; whoever has more to say opens another. */
export const mostEntries = 30;

/** Characters of one contribution. */
export const fewestWords = 5;
export const mostTicketWords = 500;

const entry = z.object({
  by: z.enum(['person', ...desks]),
  bank: z.string().nullable(),
  /** An instant, as text. */
  at: z.string(),
  words: z.string(),
  /** Between desks: the person does not read it. */
  inside: z.boolean(),
});
export type TicketEntry = z.infer<typeof entry>;

const content = z.object({
  /** Where the message about the answer goes; null: the record has no phone. */
  phone: z.string().nullable(),
  language: z.enum(languages),
  entries: z.array(entry),
});

/** What is sealed in `tickets.sealed`. */
export type TicketContent = z.infer<typeof content>;

export const { seal: sealTicket, open: openTicketContent } = sealedColumn('tickets.sealed', content);
