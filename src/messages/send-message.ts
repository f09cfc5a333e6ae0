// The job that sends a message: kept, sent once through the gateway, at most so many a day.
import type { Clock } from '../base/clock.ts';
import { dateIn, startOf } from '../base/dates.ts';
import { type Keys, type Place, sealJson } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import type { JobHandler } from '../jobs/job.ts';
import { readMessagePayload } from './message.ts';
import { insertMessage, moveMessageToSent } from './messages-store.ts';
import type { PhoneGateway } from './phone-gateway.ts';

export const messagePlace: Place = 'messages.sealed';

/** A life of a card has about six; more in one day is a fault of ours, and nobody is to be flooded by it. */
export const mostMessagesADay = 20;

export type MessageGround = {
  readonly sql: Sql;
  readonly keys: Keys;
  readonly businessClock: Clock;
  readonly phoneGateway: PhoneGateway;
};

/** Handler of the job `send-message`. A message that was sent, or is beyond the limit, is not sent again. */
export const sendMessage =
  ({ sql, keys, businessClock, phoneGateway }: MessageGround): JobHandler =>
  async ({ personId, payload }) => {
    if (!personId) throw new Error('a message needs a person');
    const { messageId, kind, to, language, text } = readMessagePayload(payload);
    const at = businessClock();
    const sealed = sealJson(keys, { place: messagePlace, personId }, { to, text });
    const limit = { most: mostMessagesADay, since: startOf(dateIn(at)) };
    const state = await insertMessage(sql, { personId, messageId, kind, at, sealed }, limit);
    if (state !== 'queued') return;
    await phoneGateway({ to, text, language, messageId });
    await moveMessageToSent(sql, personId, messageId);
  };
