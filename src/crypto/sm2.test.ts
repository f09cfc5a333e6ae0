// SM2 against the examples of GM/T 0003.5, against itself with random keys, and against whatever somebody might send instead.
import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decryptSm2, encryptSm2, generateSm2Key, isSignedSm2, isSm2PublicKey, signSm2, sm2KeyOf } from './sm2.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');

/** Annex A and C of GM/T 0003.5-2012: key and random number are the same in both examples. */
const example = {
  privateKey: hex('3945208F 7B2144B1 3F36E38A C6D39F95 88939369 2860B51A 42FB81EF 4DF7C5B8'),
  publicKey: hex(`04 09F9DF31 1E5421A1 50DD7D16 1E4BC5C6 72179FAD 1833FC07 6BB08FF3 56F35020
    CCEA490C E26775A5 2DC6EA71 8CC1AA60 0AED05FB F35E084A 6632F607 2DA9AD13`),
  draw: () => 0x59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21n,
};
const key = sm2KeyOf(example.privateKey);

describe('SM2 signatures', () => {
  const message = Buffer.from('message digest');
  const signature = hex(`F5A03B06 48D2C463 0EEAC513 E1BB81A1 5944DA38 27D5B741 43AC7EAC EEE720B3
    B1B6AA29 DF212FD8 763182BC 0D421CA1 BB9038FD 1F7F42D4 840B69C4 85BBC1AA`);

  it('are those of the standard, for the user ID 1234567812345678', () => {
    assert.deepEqual(key.publicKey, example.publicKey);
    assert.deepEqual(signSm2(key, message, { draw: example.draw }), signature);
    assert.ok(isSignedSm2(key.publicKey, message, { signature }));
  });

  it('hold for the user ID they were made for and for no other', () => {
    const mine = signSm2(key, message, { userId: 'bureau' });
    assert.ok(isSignedSm2(key.publicKey, message, { signature: mine, userId: 'bureau' }));
    assert.equal(isSignedSm2(key.publicKey, message, { signature: mine }), false);
    assert.equal(isSignedSm2(key.publicKey, message, { signature, userId: '' }), false);
  });

  it('fail when a bit of message, signature or key is another one, and never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), (text, where) => {
        const own = generateSm2Key();
        const good = signSm2(own, text);
        assert.ok(isSignedSm2(own.publicKey, text, { signature: good }));
        const bad = Buffer.from(good);
        const at = where % bad.length;
        bad.writeUInt8(bad.readUInt8(at) ^ 1, at);
        assert.equal(isSignedSm2(own.publicKey, text, { signature: bad }), false);
        assert.equal(isSignedSm2(own.publicKey, Buffer.concat([text, Buffer.of(0)]), { signature: good }), false);
        assert.equal(isSignedSm2(key.publicKey, text, { signature: good }), false);
      }),
      { numRuns: 20 },
    );
    const zeros = Buffer.alloc(64);
    const order = hex('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123');
    for (const forged of [zeros, Buffer.alloc(64, 0xff), Buffer.alloc(63), Buffer.concat([order, order])])
      assert.equal(isSignedSm2(key.publicKey, message, { signature: forged }), false);
    for (const noKey of [Buffer.alloc(0), Buffer.alloc(65), Buffer.alloc(65, 4), key.publicKey.subarray(1)])
      assert.equal(isSignedSm2(noKey, message, { signature }), false);
  });
});

describe('SM2 encryption', () => {
  const plain = Buffer.from('encryption standard');
  const sealed = hex(`04 04EBFC71 8E8D1798 62043226 8E77FEB6 415E2EDE 0E073C0F 4F640ECD 2E149A73
    E858F9D8 1E5430A5 7B36DAAB 8F950A3C 64E6EE6A 63094D99 283AFF76 7E124DF0
    59983C18 F809E262 923C53AE C295D303 83B54E39 D609D160 AFCB1908 D0BD8766
    21886CA9 89CA9C7D 58087307 CA93092D 651EFA`);

  it('is that of the standard, as C1, C3, C2', () => {
    assert.deepEqual(encryptSm2(key.publicKey, plain, example.draw), sealed);
    assert.deepEqual(decryptSm2(key, sealed), plain);
  });

  it('gives back what went in, to the owner of the key alone; a changed byte gives nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), (text, where) => {
        const own = generateSm2Key();
        const closed = encryptSm2(own.publicKey, text);
        assert.deepEqual(decryptSm2(own, closed), Buffer.from(text));
        assert.equal(decryptSm2(key, closed), undefined);
        const bad = Buffer.from(closed);
        const at = where % bad.length;
        bad.writeUInt8(bad.readUInt8(at) ^ 1, at);
        assert.equal(decryptSm2(own, bad), undefined);
      }),
      { numRuns: 20 },
    );
    for (const nothing of [Buffer.alloc(0), sealed.subarray(0, 97), Buffer.alloc(120)])
      assert.equal(decryptSm2(key, nothing), undefined);
    assert.throws(() => encryptSm2(Buffer.alloc(65), plain));
    assert.throws(() => encryptSm2(key.publicKey, Buffer.alloc(0)));
  });
});

it('keys: what is no private key is refused, a public one is a point of the curve, and OpenSSL sees the same point', () => {
  for (const none of [Buffer.alloc(32), Buffer.alloc(32, 0xff), Buffer.alloc(31, 1)])
    assert.throws(() => sm2KeyOf(none), /not a private key/);
  assert.ok(isSm2PublicKey(key.publicKey));
  assert.equal(isSm2PublicKey(Buffer.concat([key.publicKey.subarray(0, 64), Buffer.of(0)])), false);
  // The frame of a key on this curve (OID 1.2.156.10197.1.301) as DER.
  const frame = hex('3059301306072a8648ce3d020106082a811ccf5501822d034200');
  const { publicKey } = generateSm2Key();
  const seenByOpenSsl = (point: Buffer) =>
    createPublicKey({ key: Buffer.concat([frame, point]), format: 'der', type: 'spki' }).type;
  assert.equal(seenByOpenSsl(publicKey), 'public');
  assert.throws(() =>
    seenByOpenSsl(Buffer.concat([publicKey.subarray(0, 64), Buffer.of(publicKey.readUInt8(64) ^ 1)])),
  );
});
