// Nonces for SM4-GCM: random, cut from a block so that the system is asked for entropy once in a few hundred seals.
import { randomFillSync } from 'node:crypto';

const noncesInBlock = 512;

/**
 * A source of random nonces; every part of a block is handed out once, and a block is never filled again while parts
 * of it are in use, because each is a fresh allocation.
 *
 * With random 96-bit nonces one key may seal 2^32 values before two nonces meet with a chance above 2^-32
 * (NIST SP 800-38D §8.3). A city of ten million people that rewrites each record 100 times stays four times below it;
 * after that the key file gets a new current key.
 */
export const nonceSource = (bytes: number): (() => Buffer) => {
  let block = Buffer.alloc(0);
  let used = 0;
  return () => {
    if (used === block.length) {
      block = randomFillSync(Buffer.allocUnsafeSlow(bytes * noncesInBlock));
      used = 0;
    }
    used += bytes;
    return block.subarray(used - bytes, used);
  };
};
