// What a question or complaint is about, as a form says it, on the portal and in the console.
import { z } from 'zod';
import { isOneOf } from '../base/one-of.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { casePlaces, type TicketAbout, ticketTopics } from './case.ts';

const typed = z.object({
  topic: z.string().catch(''),
  bank: z.string().catch(''),
  place: z.string().catch(''),
});
/** As it was typed: '' for what was not chosen. */
export type TypedAbout = z.infer<typeof typed>;
export const typedAbout = (form: Readonly<Record<string, unknown>>): TypedAbout => typed.parse(form);
export const nothingTyped: TypedAbout = { topic: '', bank: '', place: '' };

/** Every bank there is or was, by code: a complaint may be about one that left (R-BANK-09). */
export const banksToName = ({ rows }: Snapshot): readonly string[] =>
  [...new Set(rows.banks.map(({ code }) => code))].sort();

/** undefined: no topic was chosen, or something that is not offered. */
export const aboutFrom = ({ topic, bank, place }: TypedAbout, snapshot: Snapshot): TicketAbout | undefined => {
  const isKnown = (bank === '' || banksToName(snapshot).includes(bank)) && (place === '' || isOneOf(casePlaces, place));
  if (!isOneOf(ticketTopics, topic) || !isKnown) return undefined;
  return { topic, bank: bank === '' ? null : bank, place: isOneOf(casePlaces, place) ? place : null };
};
