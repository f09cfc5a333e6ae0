// Checks what a simulated bank is called with, as docs/api.md says: who signed, for whom, when, and that it is not sent again by a stranger.
import { hash } from 'node:crypto';
import { z } from 'zod';
import { isSignedSm2 } from '../crypto/sm2.ts';

/** Both clocks may differ, and a message may wait, for so long. */
const tolerance = 300;

const headers = z.object({
  'yikatong-key': z.string().max(40),
  'yikatong-timestamp': z.string().regex(/^\d{1,12}$/),
  'yikatong-nonce': z.string().regex(/^[0-9a-f]{32}$/),
  'yikatong-signature': z.string().regex(/^[0-9a-f]{128}$/),
});
const callback = z.object({ id: z.string(), event: z.string(), bank: z.string(), number: z.string().optional() });
export type ReceivedCallback = z.infer<typeof callback>;

const publishedKeys = z.object({
  keys: z.array(z.object({ id: z.string(), userId: z.string(), publicKey: z.string() })),
});

export type CallbackCheck = (
  bank: string,
  given: { readonly headers: unknown; readonly body: string },
) => Promise<ReceivedCallback | undefined>;

/**
 * Checks what arrives: signed by a key that is published, for this bank, now, and not seen before. undefined: not from
 * where it says. `now` gives milliseconds.
 */
export const callbackCheck = (baseUrl: URL, now: () => number): CallbackCheck => {
  const keys = new Map<string, { readonly publicKey: Buffer; readonly userId: string }>();
  const seen = new Map<string, number>();
  const keyOf = async (id: string) => {
    if (!keys.has(id)) {
      const answer = publishedKeys.parse(await (await fetch(new URL('/api/v1/keys', baseUrl))).json());
      for (const { id: each, publicKey, userId } of answer.keys)
        keys.set(each, { publicKey: Buffer.from(publicKey, 'hex'), userId });
    }
    return keys.get(id);
  };
  const isFresh = (nonce: string, seconds: number): boolean => {
    const today = now() / 1000;
    for (const [old, at] of seen) if (at < today - 2 * tolerance) seen.delete(old);
    if (Math.abs(today - seconds) > tolerance || seen.has(nonce)) return false;
    seen.set(nonce, today);
    return true;
  };
  return async (bank, given) => {
    const parsed = headers.safeParse(given.headers);
    if (!parsed.success) return undefined;
    const { 'yikatong-key': id, 'yikatong-timestamp': at, 'yikatong-nonce': nonce } = parsed.data;
    const key = await keyOf(id);
    const text = ['yikatong-callback-1', bank, id, at, nonce, hash('sm3', given.body, 'hex')].join('\n');
    const signature = Buffer.from(parsed.data['yikatong-signature'], 'hex');
    if (!key || !isSignedSm2(key.publicKey, Buffer.from(text), { signature, userId: key.userId })) return undefined;
    // Only what is signed is remembered: a stranger cannot use numbers up.
    return isFresh(nonce, Number(at)) ? callback.parse(JSON.parse(given.body)) : undefined;
  };
};
