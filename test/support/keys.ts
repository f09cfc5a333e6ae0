// Keys of a test: fresh ones for every file, never written anywhere.
import { createSecretKey, randomBytes } from 'node:crypto';
import { type Keys, keysFrom } from '../../src/crypto/keys.ts';

export const testKeys = (): Keys =>
  keysFrom({
    field: { current: 1, keys: new Map([[1, createSecretKey(randomBytes(16))]]) },
    blind: createSecretKey(randomBytes(32)),
    event: { current: 1, keys: new Map([[1, createSecretKey(randomBytes(32))]]) },
  });
