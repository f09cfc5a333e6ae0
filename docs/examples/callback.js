// Checks a callback's signature as a stranger writes it, from the description alone: SM2 by plain arithmetic.
import { createHash } from 'node:crypto';
import { add, multiply } from './envelope.js';

const n = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const a = 'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc';
const b = '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93';
const gx = '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7';
const gy = 'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0';

const sm3 = (...parts) => createHash('sm3').update(Buffer.concat(parts)).digest();
const hex = (text) => Buffer.from(text, 'hex');
const number = (text) => BigInt(`0x${text}`);

/** Whether the key of `publicKey` (04, x, y in hexadecimal) signed the text under this user ID. */
export const isSigned = ({ publicKey, userId }, text, signature) => {
  const [x, y] = [publicKey.slice(2, 66), publicKey.slice(66)];
  const bits = Buffer.alloc(2);
  bits.writeUInt16BE(Buffer.byteLength(userId) * 8);
  const z = sm3(bits, Buffer.from(userId), ...[a, b, gx, gy, x, y].map(hex));
  const e = number(sm3(z, Buffer.from(text)).toString('hex'));
  const [r, s] = [number(signature.slice(0, 64)), number(signature.slice(64))];
  const t = (r + s) % n;
  if (r === 0n || r >= n || s === 0n || s >= n || t === 0n) return false;
  const sum = add(multiply([number(gx), number(gy)], s), multiply([number(x), number(y)], t));
  return sum !== undefined && (e + sum[0]) % n === r;
};

/** The six lines that are signed. */
export const textOf = (bank, headers, body) =>
  [
    'yikatong-callback-1',
    bank,
    headers['yikatong-key'],
    headers['yikatong-timestamp'],
    headers['yikatong-nonce'],
    sm3(Buffer.from(body)).toString('hex'),
  ].join('\n');
