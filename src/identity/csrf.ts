// The synchroniser token of forms: a keyed digest of the session's secret under a fresh salt, so that no two pages carry the same text.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A token for a form. The salt keeps a compressing proxy from giving the secret away piece by piece (BREACH). */
export const csrfToken = (secret: string): string => {
  const salt = randomBytes(12).toString('base64url');
  return `${salt}.${proof(secret, salt)}`;
};

/** Whether a form's token was made of this secret; anything that is not a token is not. */
export const isCsrfToken = (secret: string, token: unknown): boolean => {
  if (typeof token !== 'string') return false;
  const [salt = '', given = ''] = token.split('.');
  const expected = Buffer.from(proof(secret, salt));
  const received = Buffer.from(given);
  return received.length === expected.length && timingSafeEqual(received, expected);
};

/** What the browser itself says of where a request comes from. */
export type RequestOrigin = {
  readonly secFetchSite: string | undefined;
  readonly origin: string | undefined;
  /** Our own origin, `https://card.example.cn`. */
  readonly own: string;
};

/** Whether the browser says that another site sent this; an old browser that says nothing is judged by the token alone. */
export const isCrossSite = ({ secFetchSite, origin, own }: RequestOrigin): boolean => {
  if (secFetchSite !== undefined) return !['same-origin', 'none'].includes(secFetchSite);
  // Under `referrer-policy: no-referrer` browsers send "null" with our own forms too, so it says nothing.
  return origin !== undefined && origin !== 'null' && origin !== own;
};

const proof = (secret: string, salt: string): string => createHmac('sm3', secret).update(salt).digest('base64url');
