// Envelopes: the worked example of docs/api.md is what the program makes, and nothing but the right key and place opens one.
import assert from 'node:assert/strict';
import { createDecipheriv } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openEnvelope } from '../../docs/examples/envelope.js';
import { associatedData, type Envelope, envelopesFor } from './envelope.ts';
import { decryptSm2, generateSm2Key, sm2KeyOf } from './sm2.ts';

const documented = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
const isDocumented = (text: string): void => assert.ok(documented.includes(text), `docs/api.md lacks ${text}`);

/** The key of the examples in GM/T 0003.5, annex A and C. */
const key = sm2KeyOf(Buffer.from('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8', 'hex'));
const subject = { number: 'K7QM-2X4T-9ABC', content: 'order' };
const plain = '{"name":"张试验","phone":"19900000001"}';
const contentKey = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
const nonce = Buffer.from('00001234567800000000abcd', 'hex');

const example = (): Envelope => {
  const drawn = [contentKey, nonce];
  const seal = envelopesFor(
    { name: '102', keyId: '2025-1', publicKey: key.publicKey },
    {
      bytes: () => drawn.shift() ?? assert.fail('nothing else is drawn'),
      scalar: () => 0x59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21n,
    },
  );
  return seal(subject, Buffer.from(plain));
};

test('the worked example in the documentation is what the program makes, byte for byte', () => {
  const envelope = example();
  isDocumented(JSON.stringify(envelope, null, 2));
  const { wrappedKey, cipherText, tag } = envelope;
  const hex = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');
  for (const text of [key.privateKey.toString('hex'), key.publicKey.toString('hex'), contentKey.toString('hex')])
    isDocumented(text);
  isDocumented(`\`${associatedData({ name: '102', keyId: '2025-1' }, subject)}\``);
  isDocumented(plain);
  const wrapped = hex(wrappedKey);
  for (const part of [wrapped.slice(0, 130), wrapped.slice(130, 194), wrapped.slice(194)]) isDocumented(part);
  for (const part of [hex(cipherText), hex(tag), nonce.toString('hex')]) isDocumented(part);
});

test('who follows the documentation alone opens the example', () => {
  const opened = openEnvelope('102', key.privateKey, { sealed: example(), ...subject });
  assert.equal(opened.toString(), plain);
});

test('each answer has a content key of its own, each envelope a nonce; a changed byte or another place opens nothing', () => {
  const own = generateSm2Key();
  const recipient = { name: '102', keyId: '1', publicKey: own.publicKey };
  const seal = envelopesFor(recipient);
  const [one, other] = [seal(subject, Buffer.from('一')), seal(subject, Buffer.from('一'))];
  assert.equal(one.wrappedKey, other.wrappedKey);
  assert.notEqual(one.nonce, other.nonce);
  assert.notEqual(envelopesFor(recipient)(subject, Buffer.from('一')).wrappedKey, one.wrappedKey);
  const unwrapped = decryptSm2(own, Buffer.from(one.wrappedKey, 'base64'));
  assert.equal(unwrapped?.length, 16);
  const open = (text: string, aad: string): string => {
    const decipher = createDecipheriv('sm4-gcm', unwrapped ?? '', Buffer.from(one.nonce, 'base64'), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(aad));
    decipher.setAuthTag(Buffer.from(one.tag, 'base64'));
    return decipher.update(Buffer.from(text, 'base64'), undefined, 'utf8') + decipher.final('utf8');
  };
  const aad = associatedData(recipient, subject);
  assert.equal(open(one.cipherText, aad), '一');
  assert.throws(() => open(one.cipherText, aad.replace('102', '103')));
  assert.throws(() => open(one.cipherText, aad.replace('9ABC', '9ABD')));
  assert.throws(() => open(Buffer.from('二').toString('base64'), aad));
});
