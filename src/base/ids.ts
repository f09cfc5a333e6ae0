// Identifiers: version 7 UUIDs, branded so that one kind cannot stand for another.
import { randomFillSync } from 'node:crypto';

declare const brand: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

export type PersonId = Brand<string, 'PersonId'>;
export type ApplicationId = Brand<string, 'ApplicationId'>;
export type CardId = Brand<string, 'CardId'>;

// One call to the system for 256 ids: a command draws several, and each call costs as much as encrypting a field.
const pool = Buffer.allocUnsafeSlow(4096);
let poolUsed = pool.length;

const randomBytesOfId = (): Buffer => {
  if (poolUsed === pool.length) {
    randomFillSync(pool);
    poolUsed = 0;
  }
  poolUsed += 16;
  return pool.subarray(poolUsed - 16, poolUsed);
};

/** A fresh version 7 UUID: the first 48 bits are `milliseconds`, so keys arrive in order of time (RFC 9562 §5.7). */
export const newId = <Id extends string>(milliseconds: number = Date.now()): Id => {
  const bytes = randomBytesOfId();
  bytes.writeUIntBE(milliseconds, 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return written(bytes) as Id;
};

/** The same id for the same 16 or more bytes: a version 8 UUID (RFC 9562 §5.8), for rows that a repeat must find again. */
export const idFrom = <Id extends string>(bytes: Uint8Array): Id => {
  if (bytes.length < 16) throw new RangeError('an id needs 16 bytes');
  const id = Buffer.from(bytes.subarray(0, 16));
  id[6] = ((id[6] ?? 0) & 0x0f) | 0x80;
  id[8] = ((id[8] ?? 0) & 0x3f) | 0x80;
  return written(id) as Id;
};

const written = (bytes: Buffer): string => {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
