// Identifiers: version 7 UUIDs, branded so that one kind cannot stand for another.
import { randomFillSync } from 'node:crypto';

declare const brand: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

export type PersonId = Brand<string, 'PersonId'>;
export type ApplicationId = Brand<string, 'ApplicationId'>;
export type CardId = Brand<string, 'CardId'>;

/** A fresh version 7 UUID: the first 48 bits are `milliseconds`, so keys arrive in order of time (RFC 9562 §5.7). */
export const newId = <Id extends string>(milliseconds: number = Date.now()): Id => {
  const bytes = randomFillSync(Buffer.allocUnsafe(16));
  bytes.writeUIntBE(milliseconds, 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id;
};
