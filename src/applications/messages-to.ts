// Where messages about a person's applications go, when the person has another phone.
import type { Part } from '../audit/command.ts';
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { openApplication, sealApplication } from './application.ts';
import { type SealedContent, updateContents } from './contents-store.ts';

type Moving = {
  readonly personId: PersonId;
  readonly applications: readonly SealedContent[];
  readonly phone: string;
};

/**
 * Messages about every application, and about the card that came of it, go to the phone that was told last. What a bank
 * was told as the phone of the account stays as it was: that one changes at the bank alone (R-INFO-02).
 */
export const messagesTo = (
  { sql, keys }: { readonly sql: Sql; readonly keys: Keys },
  { personId, applications, phone }: Moving,
): Part => {
  const moved = applications.flatMap(({ applicationId, sealed }) => {
    const content = openApplication(keys, personId, sealed);
    if (content.phone === phone) return [];
    const phoneForBank = content.phoneForBank ?? content.phone;
    return [{ applicationId, sealed: sealApplication(keys, personId, { ...content, phone, phoneForBank }) }];
  });
  return moved.length === 0 ? {} : { writes: [updateContents(sql, moved)] };
};
