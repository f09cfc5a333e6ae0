// Keys: seals personal data (SM4-GCM), makes blind indexes and MACs (HMAC-SM3) and digests (SM3); Node's own OpenSSL does the work.
import { createCipheriv, createDecipheriv, createHmac, hash, type KeyObject, timingSafeEqual } from 'node:crypto';
import { nonceSource } from './nonces.ts';

/** Where a sealed value stands, `table.column`; part of what is authenticated. */
export type Place = `${string}.${string}`;

/** What a blind index is of. Each has its own space: equal values of two purposes give different indexes. */
export type BlindPurpose =
  | 'id-number'
  | 'core-number'
  | 'phone'
  | 'card-number'
  | 'account-number'
  | 'tracking-number'
  | 'request'
  | 'attempt'
  | 'imported-row'
  | 'imported-card'
  | 'imported-file';

/** `personId` of rows that belong to no person. */
export const noPerson = '-';

export type Keys = {
  /**
   * Encrypts UTF-8 text or bytes with the current field key, bound to its place and person (`noPerson` where there is none).
   * Layout: version 1 byte, key id 2, nonce 12, tag 16, cipher text.
   */
  readonly seal: (place: Place, personId: string, plain: string | Uint8Array) => Buffer;
  /** Decrypts what `seal` gave. Throws when a byte, the place or the person is another one, or the key is not there. */
  readonly open: (place: Place, personId: string, sealed: Uint8Array) => string;
  /** The same for what was sealed as bytes: pictures. */
  readonly openBytes: (place: Place, personId: string, sealed: Uint8Array) => Buffer;
  /** A 32-byte index by which an equal value is found again; the caller normalises the value first. */
  readonly blind: (purpose: BlindPurpose, value: string) => Buffer;
  /** Authenticates bytes with the current event key: key id 2 bytes, HMAC-SM3 32 bytes. */
  readonly mac: (bytes: Uint8Array | string) => Buffer;
  /** Whether `mac` was made of these bytes with any of our event keys. */
  readonly hasMac: (bytes: Uint8Array | string, mac: Uint8Array) => boolean;
  /** SM3 (GB/T 32905), 32 bytes. */
  readonly digest: (text: string) => Buffer;
  /** Which field key new values are sealed with. */
  readonly currentFieldKey: () => number;
  /** Every key, told apart by what it makes of a fixed text. */
  readonly fingerprints: () => readonly KeyFingerprint[];
};

/** `isCurrent`: new values take it. Of blind keys there is one, with id 1. */
export type KeyFingerprint = {
  readonly use: 'field' | 'event' | 'blind';
  readonly id: number;
  readonly fingerprint: Buffer;
  readonly isCurrent: boolean;
};

/** Keys of one use by their id (1…65535); new values take the current one, old values name theirs. */
export type KeyRing = { readonly current: number; readonly keys: ReadonlyMap<number, KeyObject> };

/** `blind` has one key only: under another one nothing would be found any more, so changing it means indexing again. */
export type KeyRings = { readonly field: KeyRing; readonly blind: KeyObject; readonly event: KeyRing };

/**
 * Where keys come from. `known` gives them as this process knows them, `renewed` looks again first: a value may name a
 * key that another process has begun to use a moment ago.
 */
export type KeySource = { readonly known: () => KeyRings; readonly renewed: () => KeyRings };

const layoutVersion = 1;
const headerBytes = 3;
const nonceBytes = 12;
const tagBytes = 16;
const cipherStart = headerBytes + nonceBytes + tagBytes;

/** The one set of functions that everything personal goes through. */
export const keysOf = (source: KeySource): Keys => ({
  ...sealing(source),
  ...authenticating(source),
  blind: (purpose, value) => createHmac('sm3', source.known().blind).update(`${purpose}\0${value}`).digest(),
  digest: (text) => hash('sm3', text, 'buffer'),
  fingerprints: () => fingerprintsOf(source.known()),
});

/** The same from keys that stay as they are. */
export const keysFrom = (rings: KeyRings): Keys => keysOf({ known: () => rings, renewed: () => rings });

const fingerprintsOf = ({ field, blind, event }: KeyRings): readonly KeyFingerprint[] => {
  const of = (use: KeyFingerprint['use'], { current, keys }: KeyRing): readonly KeyFingerprint[] =>
    [...keys].map(([id, key]) => {
      const fingerprint = createHmac('sm3', key).update(`yikatong-key-fingerprint|${use}`).digest();
      return { use, id, fingerprint, isCurrent: id === current };
    });
  return [...of('field', field), ...of('event', event), ...of('blind', { current: 1, keys: new Map([[1, blind]]) })];
};

/** What a sealed value is bound to. */
type Binding = { readonly place: Place; readonly personId: string };

/** The same as `seal` for a value that is more than text. */
export const sealJson = (keys: Keys, { place, personId }: Binding, value: unknown): Buffer =>
  keys.seal(place, personId, JSON.stringify(value));

/** What `sealJson` sealed; the caller parses the shape, since it may have been written by an older release. */
export const openJson = (keys: Keys, { place, personId }: Binding, sealed: Uint8Array): unknown =>
  JSON.parse(keys.open(place, personId, sealed));

const sealing = (source: KeySource): Pick<Keys, 'seal' | 'open' | 'openBytes' | 'currentFieldKey'> => {
  const nextNonce = nonceSource(nonceBytes);
  // A file without its current key is noticed at the start, not when somebody waits for an answer.
  keyOf(source.known().field, source.known().field.current);
  return {
    currentFieldKey: () => source.known().field.current,
    seal: (place, personId, plain) => {
      const ring = source.known().field;
      const nonce = nextNonce();
      const cipher = createCipheriv('sm4-gcm', keyOf(ring, ring.current), nonce, { authTagLength: tagBytes });
      cipher.setAAD(associatedData(place, personId, ring.current));
      const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
      cipher.final();
      return Buffer.concat([header(ring.current), nonce, cipher.getAuthTag(), body]);
    },
    open: (place, personId, sealed) => opened(source, { place, personId }, sealed).toString('utf8'),
    openBytes: (place, personId, sealed) => opened(source, { place, personId }, sealed),
  };
};

const opened = (source: KeySource, { place, personId }: Binding, sealed: Uint8Array): Buffer => {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < cipherStart || bytes[0] !== layoutVersion) throw new Error(`${place}: not a sealed value`);
  const keyId = bytes.readUInt16BE(1);
  const nonce = bytes.subarray(headerBytes, headerBytes + nonceBytes);
  const known = source.known().field;
  const ring = known.keys.has(keyId) ? known : source.renewed().field;
  const decipher = createDecipheriv('sm4-gcm', keyOf(ring, keyId), nonce, { authTagLength: tagBytes });
  decipher.setAAD(associatedData(place, personId, keyId));
  decipher.setAuthTag(bytes.subarray(headerBytes + nonceBytes, cipherStart));
  return Buffer.concat([decipher.update(bytes.subarray(cipherStart)), decipher.final()]);
};

const authenticating = (source: KeySource): Pick<Keys, 'mac' | 'hasMac'> => {
  const macWith = (ring: KeyRing, keyId: number, bytes: Uint8Array | string): Buffer => {
    const id = Buffer.allocUnsafe(2);
    id.writeUInt16BE(keyId);
    return Buffer.concat([id, createHmac('sm3', keyOf(ring, keyId)).update(id).update(bytes).digest()]);
  };
  return {
    mac: (bytes) => {
      const ring = source.known().event;
      return macWith(ring, ring.current, bytes);
    },
    hasMac: (bytes, mac) => {
      if (mac.length !== 34) return false;
      const keyId = ((mac[0] ?? 0) << 8) | (mac[1] ?? 0);
      const ring = source.known().event;
      return ring.keys.has(keyId) && timingSafeEqual(macWith(ring, keyId, bytes), mac);
    },
  };
};

const header = (keyId: number): Buffer => Buffer.from([layoutVersion, keyId >> 8, keyId & 0xff]);

// A place holds no `|`, so the parts cannot run into each other.
const associatedData = (place: Place, personId: string, keyId: number): Buffer =>
  Buffer.from(`${place}|${personId}|${keyId}`);

const keyOf = (ring: KeyRing, id: number): KeyObject => {
  const key = ring.keys.get(id);
  if (!key) throw new Error(`key ${id} is not in the key file`);
  return key;
};
