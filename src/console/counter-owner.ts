// Whose what is kept at a counter is: one clerk's, with one person.
import type { PersonId } from '../base/ids.ts';

export type ClerkWithPerson = { readonly account: string; readonly personId: PersonId };

/** What it is sealed for: another clerk's row moved under one's own name does not open. */
export const ownerOf = ({ account, personId }: ClerkWithPerson): string => `${account} ${personId}`;
