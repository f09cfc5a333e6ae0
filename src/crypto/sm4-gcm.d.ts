// Node runs SM4-GCM natively; its types list AES only.
import type { CipherGCM, CipherGCMOptions, CipherKey, DecipherGCM } from 'node:crypto';

declare module 'node:crypto' {
  function createCipheriv(algorithm: 'sm4-gcm', key: CipherKey, iv: Uint8Array, options: CipherGCMOptions): CipherGCM;
  function createDecipheriv(
    algorithm: 'sm4-gcm',
    key: CipherKey,
    iv: Uint8Array,
    options: CipherGCMOptions,
  ): DecipherGCM;
}
