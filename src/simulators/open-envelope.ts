// Opens an envelope that was sealed to a simulated bank, with the private key the bank keeps (docs/api.md).
import { createDecipheriv } from 'node:crypto';
import { z } from 'zod';
import { decryptSm2, sm2KeyOf } from '../crypto/sm2.ts';

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'));
export const receivedEnvelope = z.object({
  version: z.literal(1),
  keyId: z.string(),
  ...{ wrappedKey: bytes, nonce: bytes, cipherText: bytes, tag: bytes },
});

export type EnvelopeOpener = (
  envelope: z.infer<typeof receivedEnvelope>,
  subject: { readonly number: string; readonly content: string },
) => Buffer;

/** Throws when it was sealed to somebody else, stands in another order's place, or a byte is another one. */
export const envelopeOpener = ({
  bank,
  privateKey,
}: {
  readonly bank: string;
  readonly privateKey: Uint8Array;
}): EnvelopeOpener => {
  const key = sm2KeyOf(privateKey);
  // All envelopes of one answer share a content key: it is unwrapped once.
  let last: { readonly wrapped: Buffer; readonly contentKey: Buffer } | undefined;
  const unwrap = (wrapped: Buffer): Buffer => {
    if (last?.wrapped.equals(wrapped)) return last.contentKey;
    const contentKey = decryptSm2(key, wrapped);
    if (!contentKey) throw new Error('the envelope was sealed to another key');
    last = { wrapped, contentKey };
    return contentKey;
  };
  return ({ keyId, wrappedKey, nonce, cipherText, tag }, { number, content }) => {
    const decipher = createDecipheriv('sm4-gcm', unwrap(wrappedKey), nonce, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(`yikatong-envelope-1|${bank}|${keyId}|${number}|${content}`));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(cipherText), decipher.final()]);
  };
};
