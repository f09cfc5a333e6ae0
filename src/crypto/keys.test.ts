// Shows that sealing, indexes and MACs are the published algorithms and that nothing forged or moved is accepted.
import assert from 'node:assert/strict';
import { createCipheriv, createHmac, createSecretKey, hash, randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { type KeyRing, keysFrom, noPerson, openJson, sealJson } from './keys.ts';
import { nonceSource } from './nonces.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const fieldKey = createSecretKey(randomBytes(16));
const blindKey = createSecretKey(randomBytes(32));
const eventKey = createSecretKey(randomBytes(32));
const ring = (current: number, keys: KeyRing['keys']): KeyRing => ({ current, keys });
const keys = keysFrom({
  field: ring(1, new Map([[1, fieldKey]])),
  blind: blindKey,
  event: ring(1, new Map([[1, eventKey]])),
});
const person = '0190b5a0-0000-7000-8000-000000000001';
const neighbour = '0190b5a0-0000-7000-8000-000000000002';

describe('the algorithms of the platform', () => {
  it('SM3 gives the two examples of GB/T 32905-2016 appendix A', () => {
    assert.equal(hash('sm3', 'abc'), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    assert.equal(hash('sm3', 'abcd'.repeat(16)), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
  });

  it('SM4 gives the first example of GB/T 32907-2016 appendix A', () => {
    const key = hex('0123456789abcdeffedcba9876543210');
    const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false);
    assert.equal(cipher.update(key).toString('hex'), '681edf34d206965e86b3e94f536e4246');
  });

  it('SM4-GCM gives the vector of RFC 8998 appendix A.1', () => {
    const iv = hex('00001234567800000000abcd');
    const cipher = createCipheriv('sm4-gcm', hex('0123456789abcdeffedcba9876543210'), iv, { authTagLength: 16 });
    cipher.setAAD(hex('feedfacedeadbeeffeedfacedeadbeefabaddad2'));
    const plain = ['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'ee', 'aa'].map((byte) => byte.repeat(8)).join('');
    const body = cipher.update(hex(plain));
    cipher.final();
    assert.equal(
      body.toString('hex'),
      '17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d',
    );
    assert.equal(cipher.getAuthTag().toString('hex'), '83de3541e4c2b58177e065a9bf7b62ec');
  });

  it('HMAC-SM3 is the construction of RFC 2104 over SM3 blocks of 64 bytes', () => {
    const key = randomBytes(32);
    const padded = Buffer.concat([key, Buffer.alloc(32)]);
    const inner = hash('sm3', Buffer.concat([padded.map((byte) => byte ^ 0x36), Buffer.from('话')]), 'buffer');
    const outer = hash('sm3', Buffer.concat([padded.map((byte) => byte ^ 0x5c), inner]));
    assert.equal(createHmac('sm3', key).update('话').digest('hex'), outer);
  });
});

describe('sealing', () => {
  const plain = '张三·110101199001019995';
  const sealed = keys.seal('insured_records.sealed', person, plain);

  it('opens to what was sealed, with rare characters and nothing at all', () => {
    for (const text of [plain, '', '𠮷·㛃', 'x'.repeat(10_000)])
      assert.equal(keys.open('drafts.sealed', noPerson, keys.seal('drafts.sealed', noPerson, text)), text);
    const binding = { place: 'a.b', personId: person } as const;
    assert.deepEqual(openJson(keys, binding, sealJson(keys, binding, { bank: '102' })), { bank: '102' });
  });

  it('opens from a view into a larger buffer, as a database driver gives it', () => {
    const larger = Buffer.concat([Buffer.from('before'), sealed, Buffer.from('after')]);
    const view = new Uint8Array(larger.buffer, larger.byteOffset + 6, sealed.length);
    assert.equal(keys.open('insured_records.sealed', person, view), plain);
  });

  it('fails to open when any one byte has changed', () => {
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      assert.throws(() => keys.open('insured_records.sealed', person, changed), `byte ${at}`);
    }
  });

  it('fails to open when a byte is missing or added', () => {
    for (let length = 0; length < sealed.length; length++)
      assert.throws(() => keys.open('insured_records.sealed', person, sealed.subarray(0, length)), `${length} bytes`);
    assert.throws(() => keys.open('insured_records.sealed', person, Buffer.concat([sealed, Buffer.alloc(1)])));
  });

  it('fails to open as another person, in another table or another column', () => {
    assert.throws(() => keys.open('insured_records.sealed', neighbour, sealed));
    assert.throws(() => keys.open('applications.sealed', person, sealed));
    assert.throws(() => keys.open('insured_records.phone', person, sealed));
  });

  it('never seals the same text to the same bytes', () => {
    const seen = new Set<string>();
    for (let n = 0; n < 2_000; n++) seen.add(keys.seal('a.b', person, plain).toString('base64'));
    assert.equal(seen.size, 2_000);
  });

  it('opens what an earlier key sealed after a new key became the current one', () => {
    const later = new Map([[1, fieldKey] as const, [300, createSecretKey(randomBytes(16))] as const]);
    const event = ring(1, new Map([[1, eventKey]]));
    const rotated = keysFrom({ field: ring(300, later), blind: blindKey, event });
    assert.equal(rotated.open('insured_records.sealed', person, sealed), plain);
    const fresh = rotated.seal('insured_records.sealed', person, plain);
    assert.equal(fresh.readUInt16BE(1), 300);
    assert.equal(rotated.open('insured_records.sealed', person, fresh), plain);
    assert.throws(() => keys.open('insured_records.sealed', person, fresh), /key 300 is not in the key file/);
  });
});

describe('nonces', () => {
  it('do not repeat within a block or across blocks, nor change after they were handed out', () => {
    const next = nonceSource(12);
    const handedOut = Array.from({ length: 5_000 }, () => {
      const nonce = next();
      assert.equal(nonce.length, 12);
      return { nonce, text: nonce.toString('hex') };
    });
    assert.equal(new Set(handedOut.map(({ text }) => text)).size, 5_000);
    for (const { nonce, text } of handedOut) assert.equal(nonce.toString('hex'), text);
  });
});

describe('blind indexes, MACs and digests', () => {
  it('find an equal value again, but not across purposes', () => {
    assert.deepEqual(keys.blind('phone', '19900000001'), keys.blind('phone', '19900000001'));
    assert.notDeepEqual(keys.blind('phone', '19900000001'), keys.blind('id-number', '19900000001'));
    assert.notDeepEqual(keys.blind('phone', '19900000001'), keys.blind('phone', '19900000002'));
    assert.equal(keys.blind('phone', '19900000001').length, 32);
  });

  it('are not the plain digest that anybody could compute over all ID numbers', () => {
    assert.notDeepEqual(keys.blind('phone', '19900000001'), keys.digest('phone\u000019900000001'));
  });

  it('tell a MAC of ours from a changed text, a changed MAC and a short one', () => {
    const mac = keys.mac('event');
    assert.equal(keys.hasMac('event', mac), true);
    assert.equal(keys.hasMac(Buffer.from('event'), mac), true);
    assert.equal(keys.hasMac('events', mac), false);
    assert.equal(keys.hasMac('event', mac.subarray(0, 33)), false);
    assert.equal(keys.hasMac('event', Buffer.alloc(0)), false);
    for (let at = 0; at < mac.length; at++) {
      const changed = Buffer.from(mac);
      changed[at] = (changed[at] ?? 0) ^ 1;
      assert.equal(keys.hasMac('event', changed), false, `byte ${at}`);
    }
  });

  it('accept the MAC of an earlier event key', () => {
    const later = new Map([[1, eventKey] as const, [2, createSecretKey(randomBytes(32))] as const]);
    const rotated = keysFrom({
      field: ring(1, new Map([[1, fieldKey]])),
      blind: blindKey,
      event: ring(2, later),
    });
    assert.equal(rotated.hasMac('event', keys.mac('event')), true);
    assert.equal(keys.hasMac('event', rotated.mac('event')), false);
  });
});
