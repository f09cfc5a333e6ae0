// SM2 (GB/T 32918, GM/T 0003): signatures with a user ID and encryption to a public key; the curve arithmetic is a library's.
import { createECDH, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { weierstrass } from '@noble/curves/abstract/weierstrass.js';

/** The recommended curve (GM/T 0003.5). */
const p = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const a = 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn;
const b = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
const n = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const Gx = 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n;
const Gy = 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n;

const Point = weierstrass({ p, a, b, n, Gx, Gy, h: 1n });
type Point = InstanceType<typeof Point>;

/** The user ID both sides take where nothing else is agreed (GM/T 0009). */
export const defaultUserId = '1234567812345678';

/** Bytes of a number of the curve: a coordinate, a private key, half a signature. */
const width = 32;

export type Sm2Key = {
  /** 32 bytes. */
  readonly privateKey: Buffer;
  /** 65 bytes: 04, x, y. */
  readonly publicKey: Buffer;
};

/** Random numbers between 1 and n − 1; tests put the ones of the standard in their place. */
export type DrawScalar = () => bigint;

const drawScalar: DrawScalar = () => {
  // One in four thousand million draws is too large: drawn again, so that none is likelier than another.
  for (;;) {
    const drawn = numberOf(randomBytes(width));
    if (drawn > 0n && drawn < n) return drawn;
  }
};

export const generateSm2Key = (): Sm2Key => {
  // n − 1 has no signature: 1 + d would have no inverse.
  for (;;) {
    const drawn = drawScalar();
    if (drawn < n - 1n) return sm2KeyOf(bytesOf(drawn));
  }
};

/** The key with this private part, 32 bytes. Throws when it is none. */
export const sm2KeyOf = (privateKey: Uint8Array): Sm2Key => {
  scalarOf(privateKey);
  // OpenSSL multiplies several times faster; it knows the curve, though not the signatures with a user ID.
  const curve = createECDH('SM2');
  curve.setPrivateKey(privateKey);
  return { privateKey: Buffer.from(privateKey), publicKey: curve.getPublicKey() };
};

/** Whether these bytes are a public key: a point of the curve, written as 04, x, y. */
export const isSm2PublicKey = (bytes: Uint8Array): boolean => pointFrom(bytes) !== undefined;

export type Sm2Signing = { readonly userId?: string; readonly draw?: DrawScalar };

/** Signs `message` for a user ID; gives r and s, 64 bytes (GM/T 0003.2 §6.1). */
export const signSm2 = (
  { privateKey, publicKey }: Sm2Key,
  message: Uint8Array,
  { userId = defaultUserId, draw = drawScalar }: Sm2Signing = {},
): Buffer => {
  const d = scalarOf(privateKey);
  const e = digestFor(publicKey, userId, message);
  for (;;) {
    const k = draw();
    const r = modN(e + Point.BASE.multiply(k).toAffine().x);
    if (r === 0n || r + k === n) continue;
    const s = modN(Point.Fn.inv(modN(1n + d)) * modN(k - r * d));
    if (s !== 0n) return Buffer.concat([bytesOf(r), bytesOf(s)]);
  }
};

/** Whether the owner of `publicKey` signed `message` under this user ID (GM/T 0003.2 §7.1). Never throws. */
export const isSignedSm2 = (
  publicKey: Uint8Array,
  message: Uint8Array,
  { signature, userId = defaultUserId }: { readonly signature: Uint8Array; readonly userId?: string },
): boolean => {
  const point = pointFrom(publicKey);
  if (!point || signature.length !== 2 * width) return false;
  const [r, s] = [numberOf(signature.subarray(0, width)), numberOf(signature.subarray(width))];
  if (r === 0n || r >= n || s === 0n || s >= n) return false;
  const t = modN(r + s);
  if (t === 0n) return false;
  const sum = Point.BASE.mulAddUnsafe(s, point, t);
  if (sum.is0()) return false;
  return modN(digestFor(publicKey, userId, message) + sum.toAffine().x) === r;
};

/** Encrypts to a public key: C1, C3, C2, that is 65 + 32 bytes more than the plain text (GM/T 0003.4 §6). */
export const encryptSm2 = (publicKey: Uint8Array, plain: Uint8Array, draw: DrawScalar = drawScalar): Buffer => {
  const point = pointFrom(publicKey);
  if (!point || plain.length === 0) throw new Error('SM2 encrypts at least one byte, to a point of the curve');
  for (;;) {
    const k = draw();
    const shared = pointBytes(point.multiply(k)).subarray(1);
    const pad = derive(shared, plain.length);
    // A pad of nothing but zeros would leave the text as it is.
    if (pad.every((byte) => byte === 0)) continue;
    return Buffer.concat([pointBytes(Point.BASE.multiply(k)), checkOf(shared, plain), xor(plain, pad)]);
  }
};

/** Decrypts what `encryptSm2` gave; undefined when it was not made for this key or a byte is another one. */
export const decryptSm2 = ({ privateKey }: Sm2Key, sealed: Uint8Array): Buffer | undefined => {
  const check = 2 * width + 1;
  const point = pointFrom(sealed.subarray(0, check));
  const cipher = sealed.subarray(check + width);
  if (!point || cipher.length === 0) return undefined;
  const shared = pointBytes(point.multiply(scalarOf(privateKey))).subarray(1);
  const plain = xor(cipher, derive(shared, cipher.length));
  return timingSafeEqual(checkOf(shared, plain), sealed.subarray(check, check + width)) ? plain : undefined;
};

/** e of GM/T 0003.2: the digest of the message behind the digest of who signs and with what. */
const digestFor = (publicKey: Uint8Array, userId: string, message: Uint8Array): bigint => {
  const id = Buffer.from(userId, 'utf8');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(id.length * 8);
  const who = sm3(length, id, ...[a, b, Gx, Gy].map(bytesOf), publicKey.subarray(1));
  return numberOf(sm3(who, message));
};

/** The key derivation of GM/T 0003.4 §5.4.3: `length` bytes out of SM3 with a counter. */
const derive = (shared: Uint8Array, length: number): Buffer => {
  const blocks: Buffer[] = [];
  for (let counter = 1; (counter - 1) * width < length; counter += 1) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    blocks.push(sm3(shared, count));
  }
  return Buffer.concat(blocks).subarray(0, length);
};

/** C3: proves that key and text are the right ones; between x and y of the shared point stands the text. */
const checkOf = (shared: Uint8Array, plain: Uint8Array): Buffer =>
  sm3(shared.subarray(0, width), plain, shared.subarray(width));

const sm3 = (...parts: readonly Uint8Array[]): Buffer => hash('sm3', Buffer.concat(parts), 'buffer');

const xor = (text: Uint8Array, pad: Uint8Array): Buffer =>
  Buffer.from(text.map((byte, index) => byte ^ (pad[index] ?? 0)));

const modN = (value: bigint): bigint => Point.Fn.create(value);

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

const bytesOf = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(2 * width, '0'), 'hex');

const scalarOf = (privateKey: Uint8Array): bigint => {
  const scalar = privateKey.length === width ? numberOf(privateKey) : 0n;
  if (scalar === 0n || scalar >= n - 1n) throw new Error('not a private key of SM2');
  return scalar;
};

const pointBytes = (point: Point): Buffer => Buffer.from(point.toBytes(false));

const pointFrom = (bytes: Uint8Array): Point | undefined => {
  if (bytes.length !== 2 * width + 1 || bytes[0] !== 4) return undefined;
  try {
    return Point.fromBytes(Buffer.from(bytes));
  } catch {
    return undefined;
  }
};
