// The storage of an oidc-provider in our PostgreSQL, so that several web processes are one provider.
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import { InvalidGrant } from 'oidc-provider/lib/helpers/errors.js';
import { noPerson } from '../crypto/keys.ts';
import type { Wiring } from '../wiring.ts';
import {
  deleteRecord,
  deleteRecordsOfGrant,
  type FoundRecord,
  findRecord,
  findRecordByUid,
  insertRecord,
  moveRecordToConsumed,
  type RecordKey,
} from './oidc-records-store.ts';

const place = 'oidc_records.sealed';

/** Storage for the provider called `provider`; payloads are sealed, ids stored as digests (the id is the token itself). */
export const oidcAdapter =
  ({ sql, keys, systemClock }: Pick<Wiring, 'sql' | 'keys' | 'systemClock'>, provider: string): AdapterFactory =>
  (model): Adapter => {
    const key = (id: string): RecordKey => ({ provider, model, idDigest: keys.digest(id) });
    const payloadOf = (found: FoundRecord | undefined): AdapterPayload | undefined => {
      if (!found) return undefined;
      const payload: AdapterPayload = JSON.parse(keys.open(place, noPerson, found.sealed));
      return found.consumedAt ? { ...payload, consumed: epochSeconds(found.consumedAt) } : payload;
    };
    return {
      upsert: (id, payload, expiresInSeconds) =>
        insertRecord(sql, {
          ...key(id),
          sealed: keys.seal(place, noPerson, JSON.stringify(payload)),
          grantDigest: payload.grantId === undefined ? null : keys.digest(payload.grantId),
          uidDigest: payload.uid === undefined ? null : keys.digest(payload.uid),
          expiresAt: expiresInSeconds === undefined ? null : systemClock().add({ seconds: expiresInSeconds }),
        }),
      find: async (id) => payloadOf(await findRecord(sql, key(id), systemClock())),
      findByUid: async (uid) => payloadOf(await findRecordByUid(sql, key(uid), systemClock())),
      // Of the device flow, which no provider of ours offers.
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const isFirst = await moveRecordToConsumed(sql, key(id), systemClock());
        if (!isFirst) throw new InvalidGrant('already used');
      },
      destroy: (id) => deleteRecord(sql, key(id)),
      revokeByGrantId: (grantId) => deleteRecordsOfGrant(sql, provider, keys.digest(grantId)),
    };
  };

const epochSeconds = (instant: Temporal.Instant): number => Math.floor(instant.epochMilliseconds / 1000);
