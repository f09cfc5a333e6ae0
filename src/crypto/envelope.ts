// Envelopes that only one recipient opens: the text under SM4-GCM, the content key under the recipient's SM2 key (docs/api.md).
import { createCipheriv, randomBytes } from 'node:crypto';
import { type DrawScalar, encryptSm2 } from './sm2.ts';

const contentKeyBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;

/** Goes over the wire as JSON; the four byte strings are base64. */
export type Envelope = {
  readonly version: 1;
  /** Which of the recipient's keys opens it. */
  readonly keyId: string;
  /** The content key under SM2: C1 (65 bytes), C3 (32), C2 (16). */
  readonly wrappedKey: string;
  readonly nonce: string;
  readonly cipherText: string;
  readonly tag: string;
};

export type Recipient = {
  /** As both sides know it: a bank code. */
  readonly name: string;
  readonly keyId: string;
  /** 65 bytes: 04, x, y. */
  readonly publicKey: Uint8Array;
};

/** What is inside: the number of the order, and `order` or the kind of the picture. */
export type EnvelopeSubject = { readonly number: string; readonly content: string };

/** Seals for one recipient with one content key; a nonce is drawn for each envelope. */
export type SealEnvelope = (subject: EnvelopeSubject, plain: Uint8Array) => Envelope;

/** Random bytes; the worked example puts its own in their place. */
export type Draws = { readonly bytes: (count: number) => Buffer; readonly scalar?: DrawScalar };

/**
 * Envelopes of one answer. Its content key is fresh and wrapped once: the multiplications of SM2 take milliseconds, the
 * recipient of all of them is the same, and the associated data keep each to its order. Throws when the key is no point
 * of the curve.
 */
export const envelopesFor = (recipient: Recipient, { bytes, scalar }: Draws = { bytes: randomBytes }): SealEnvelope => {
  const contentKey = bytes(contentKeyBytes);
  const wrappedKey = encryptSm2(recipient.publicKey, contentKey, scalar).toString('base64');
  return (subject, plain) => {
    const nonce = bytes(nonceBytes);
    const cipher = createCipheriv('sm4-gcm', contentKey, nonce, { authTagLength: tagBytes });
    cipher.setAAD(Buffer.from(associatedData(recipient, subject)));
    const cipherText = Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
    const tag = cipher.getAuthTag().toString('base64');
    return { version: 1, keyId: recipient.keyId, wrappedKey, nonce: nonce.toString('base64'), cipherText, tag };
  };
};

/** None of the parts holds a `|`, so they cannot run into each other. */
export const associatedData = (
  { name, keyId }: Pick<Recipient, 'name' | 'keyId'>,
  { number, content }: EnvelopeSubject,
): string => ['yikatong-envelope-1', name, keyId, number, content].join('|');
