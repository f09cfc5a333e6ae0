// 「这条短信是真的吗」: whether a text is one of the messages a person got from us (R-FRAUD-02, R-FRAUD-04).
import type { Clock } from '../base/clock.ts';
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { listMessages, type Message } from './list-messages.ts';

/** Older ones are no answer to a question about a message that just came. */
export const daysBack = 30;

/** Fewer characters are in nearly every message, so they would prove nothing. */
export const shortestPart = 8;

/** As it is compared: without spaces and punctuation, which phones and people change. */
export const comparable = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

export type SentQuestion = {
  readonly personId: PersonId;
  /** Last four digits of the phone it came to. */
  readonly lastFour: string;
  /** The text or a part of it, at least `shortestPart` comparable characters. */
  readonly text: string;
};

/** The newest message of ours to this person's phone that holds the text; undefined when there is none. */
export const findSentMessage = async (
  ground: { readonly sql: Sql; readonly keys: Keys; readonly businessClock: Clock },
  { personId, lastFour, text }: SentQuestion,
): Promise<Pick<Message, 'at' | 'kind'> | undefined> => {
  const part = comparable(text);
  if (part.length < shortestPart) return undefined;
  const since = ground.businessClock().subtract({ hours: daysBack * 24 });
  const messages = await listMessages(ground, personId);
  return messages.find(
    (message) =>
      message.state !== 'failed' &&
      message.to.endsWith(lastFour) &&
      Temporal.Instant.compare(message.at, since) >= 0 &&
      comparable(message.text).includes(part),
  );
};
