// Idempotency: the key of a command, what was asked under it, and the answer that a repetition gets.
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import type { Keys, Place } from '../crypto/keys.ts';
import type { Answer, CommandKey, Head } from './command.ts';

export const answerPlace: Place = 'command_answers.sealed';

/** Digests of a command's key and of what it asks; the key belongs to its caller alone. */
export type KeyDigests = { readonly keyDigest: Buffer; readonly requestDigest: Buffer };

/** The request holds personal data that could be guessed, so its digest is a keyed one. */
export const digestsOf = (keys: Keys, { caller, key, request }: CommandKey, action: string): KeyDigests => ({
  keyDigest: keys.digest(JSON.stringify([caller, key])),
  requestDigest: keys.blind('request', JSON.stringify([action, request])),
});

export type KeyReused = Refused<'KEY_REUSED', object>;

/**
 * The answer that was given for this key before, or undefined for a key that is new. The same key with another
 * request is refused as KEY_REUSED: it was meant for something else.
 */
export const earlierAnswer = <A extends Answer>(
  keys: Keys,
  head: Head,
  requestDigest: Buffer,
): Result<A, KeyReused> | undefined => {
  if (!head.answered || !head.answeredRequest || !head.answeredFor) return undefined;
  if (!requestDigest.equals(head.answeredRequest)) return refused('KEY_REUSED', {});
  return ok(JSON.parse(keys.open(answerPlace, head.answeredFor, head.answered)));
};
