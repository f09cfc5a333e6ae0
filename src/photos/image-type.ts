// What a file is, by its first bytes; name and declared type are the sender's word and count for nothing.

export type ImageType = 'jpeg' | 'png' | 'webp';

const startsWith = (bytes: Uint8Array, hex: string, at = 0): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .subarray(at, at + hex.length / 2)
    .toString('hex') === hex;

const ascii = (text: string): string => Buffer.from(text, 'latin1').toString('hex');

/** Brands of ISO media files (ISO/IEC 14496-12 §4.3) under which phones keep pictures that browsers do not show. */
const heicBrands = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1', 'avif', 'avis'];

/** The three kinds we decode; `heic` is told apart because its owner can be told what to do; undefined: none of these. */
export const imageTypeOf = (bytes: Uint8Array): ImageType | 'heic' | undefined => {
  if (startsWith(bytes, 'ffd8ff')) return 'jpeg';
  if (startsWith(bytes, '89504e470d0a1a0a')) return 'png';
  if (startsWith(bytes, ascii('RIFF')) && startsWith(bytes, ascii('WEBP'), 8)) return 'webp';
  if (startsWith(bytes, ascii('ftyp'), 4) && heicBrands.some((brand) => startsWith(bytes, ascii(brand), 8)))
    return 'heic';
  return undefined;
};
