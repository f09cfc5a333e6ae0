// Opens a bank's envelopes as a stranger writes it, from the description alone: SM2 by plain arithmetic, nothing of the program.
import { createDecipheriv, createHash } from 'node:crypto';

const p = 2n ** 256n - 2n ** 224n - 2n ** 96n + 2n ** 64n - 1n;

const modulo = (value) => ((value % p) + p) % p;

const inverse = (value) => {
  let [r0, r1, s0, s1] = [p, modulo(value), 0n, 1n];
  while (r1 !== 0n) [r0, r1, s0, s1] = [r1, r0 % r1, s1, s0 - (r0 / r1) * s1];
  return modulo(s0);
};

export const add = (one, other) => {
  if (!one || !other) return one ?? other;
  if (one[0] === other[0] && modulo(one[1] + other[1]) === 0n) return undefined;
  // a of the curve is p − 3.
  const slope =
    one[0] === other[0]
      ? modulo((3n * one[0] * one[0] - 3n) * inverse(2n * one[1]))
      : modulo((other[1] - one[1]) * inverse(other[0] - one[0]));
  const x = modulo(slope * slope - one[0] - other[0]);
  return [x, modulo(slope * (one[0] - x) - one[1])];
};

export const multiply = (point, factor) => {
  let sum;
  for (let bit = factor, doubled = point; bit > 0n; bit >>= 1n, doubled = add(doubled, doubled))
    if (bit & 1n) sum = add(sum, doubled);
  return sum;
};

const number = (bytes) => BigInt(`0x${bytes.toString('hex')}`);
const bytes = (value) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
const sm3 = (...parts) => createHash('sm3').update(Buffer.concat(parts)).digest();

/** C1 65 bytes, C3 32, C2 the rest; 16 bytes come out, so one block of the derivation is enough. */
export const unwrap = (privateKey, wrapped) => {
  const c1 = [number(wrapped.subarray(1, 33)), number(wrapped.subarray(33, 65))];
  const [x, y] = multiply(c1, number(privateKey)).map(bytes);
  const pad = sm3(x, y, Buffer.from([0, 0, 0, 1]));
  const key = Buffer.from(wrapped.subarray(97).map((byte, index) => byte ^ pad[index]));
  if (!sm3(x, key, y).equals(wrapped.subarray(65, 97))) throw new Error('not for this key');
  return key;
};

export const openEnvelope = (bank, privateKey, { sealed, number: order, content }) => {
  const from = (text) => Buffer.from(text, 'base64');
  const decipher = createDecipheriv('sm4-gcm', unwrap(privateKey, from(sealed.wrappedKey)), from(sealed.nonce), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(['yikatong-envelope-1', bank, sealed.keyId, order, content].join('|')));
  decipher.setAuthTag(from(sealed.tag));
  return Buffer.concat([decipher.update(from(sealed.cipherText)), decipher.final()]);
};
