// Keys for tests: fresh ones each time, so that no test can rest on a value of another.
import { createSecretKey, randomBytes } from 'node:crypto';
import { type KeyRing, type Keys, keysFrom } from '../../src/crypto/keys.ts';

export const testKeys = (): Keys => {
  const ring = (bytes: number): KeyRing => ({
    current: 1,
    keys: new Map([[1, createSecretKey(randomBytes(bytes))]]),
  });
  return keysFrom({ field: ring(16), blind: createSecretKey(randomBytes(32)), event: ring(32) });
};
