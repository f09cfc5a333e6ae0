// The signature of a callback: SM2 over who is called, when, a number used once, and the digest of the body (docs/api.md).
import { hash } from 'node:crypto';
import { type DrawScalar, type Sm2Key, signSm2 } from '../crypto/sm2.ts';

/** The user ID of GM/T 0003.2 under which the program signs. */
export const callbackUserId = 'yikatong';

export type CallbackToSign = {
  readonly bank: string;
  readonly keyId: string;
  /** System time. */
  readonly at: Temporal.Instant;
  /** 16 random bytes, in hexadecimal. */
  readonly nonce: string;
  /** JSON as it goes over the wire. */
  readonly body: string;
};

/** What is signed, in UTF-8: six lines without a line break at the end. The digest is SM3 of the body. */
export const signedText = ({ bank, keyId, at, nonce, body }: CallbackToSign): string =>
  ['yikatong-callback-1', bank, keyId, secondsOf(at), nonce, hash('sm3', body, 'hex')].join('\n');

/** The headers that go with the body; a random number of a test may be put in place of ours. */
export const callbackHeaders = (
  key: Sm2Key,
  callback: CallbackToSign,
  draw?: DrawScalar,
): Readonly<Record<string, string>> => {
  const signing = { userId: callbackUserId, ...(draw && { draw }) };
  return {
    'content-type': 'application/json',
    'yikatong-key': callback.keyId,
    'yikatong-timestamp': secondsOf(callback.at),
    'yikatong-nonce': callback.nonce,
    'yikatong-signature': signSm2(key, Buffer.from(signedText(callback)), signing).toString('hex'),
  };
};

const secondsOf = (at: Temporal.Instant): string => String(Math.floor(at.epochMilliseconds / 1000));
