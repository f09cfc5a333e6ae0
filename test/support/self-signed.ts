// A certificate that nobody vouches for, made anew for each test: Node can read certificates, but makes none.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** One value of DER: its tag, its length and what it holds. */
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));

/** RFC 5758: ecdsa-with-SHA256; RFC 5280: the common name. */
const algorithm = sequence(oid('2a8648ce3d040302'));
const commonName = oid('550403');

/** Key and certificate (PEM) of a server of this name, good for some years. */
export const selfSigned = (name: string): { readonly key: string; readonly cert: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const named = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(name)))));
  const validity = sequence(der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('491231000000Z')));
  const serial = der(0x02, Buffer.from([1]), randomBytes(7));
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const certificate = sequence(der(0xa0, der(0x02, Buffer.from([2]))), serial, algorithm, named, validity, named, key);
  const signature = der(0x03, Buffer.from([0]), sign('sha256', certificate, privateKey));
  const whole = sequence(certificate, algorithm, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${whole}\n-----END CERTIFICATE-----\n`,
  };
};
