// Shows which pictures are taken, what becomes of them, and that no file does harm.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { idDocument, jpeg, portrait } from '../../test/support/pictures.ts';
import { cardPhotoFormat } from '../policy/data/photos.ts';
import type { Conversion, Converted } from './convert-photo.ts';
import { brightnessOf, type Raster, sharpnessOf } from './measures.ts';
import { photoConverter } from './photo-converter.ts';

const converter = photoConverter();
after(() => converter.close());

const convert = (bytes: Uint8Array, changes: Partial<Conversion> = {}): Promise<Converted> =>
  converter.convert({ bytes, kind: 'card-photo', isLenient: false, ...changes });
const codeOf = async (bytes: Uint8Array, changes: Partial<Conversion> = {}): Promise<string> => {
  const converted = await convert(bytes, changes);
  return converted.ok ? 'ok' : converted.code;
};
const pictureOf = async (bytes: Uint8Array, changes: Partial<Conversion> = {}): Promise<Buffer> => {
  const converted = await convert(bytes, changes);
  assert.ok(converted.ok, JSON.stringify(converted));
  return Buffer.from(converted.value);
};

describe('a photo for the card', () => {
  const sizes: readonly [number, number][] = [
    [358, 441],
    [300, 380],
    [600, 800],
    [800, 800],
    [3000, 4000],
  ];
  for (const [width, height] of sizes)
    it(`R-PHOTO-02, C-58: of ${width} × ${height} is brought into the card's format`, async () => {
      const picture = await pictureOf(await jpeg(portrait({ width, height })));
      const { format, space, channels, density, hasProfile, exif, xmp, iptc, ...found } =
        await sharp(picture).metadata();
      assert.deepEqual([found.width, found.height, density], [cardPhotoFormat.width, cardPhotoFormat.height, 350]);
      assert.deepEqual([format, space, channels, found.depth], ['jpeg', 'srgb', 3, 'uchar']);
      assert.ok(picture.length >= 10_240 && picture.length <= 100_000, `${picture.length} bytes`);
      assert.deepEqual([hasProfile, exif, xmp, iptc], [false, undefined, undefined, undefined]);
    });

  it('R-PHOTO-02: is cut at the sides and below, so that the hair stays on it', async () => {
    const tall = await sharp(await pictureOf(await jpeg(portrait({ width: 600, height: 1200 }))))
      .raw()
      .toBuffer();
    const top = (20 * 358 + 179) * 3;
    assert.ok((tall[top] ?? 0) < 255, 'the upper edge is the upper edge');
  });

  const formats: readonly [string, (picture: Sharp) => Sharp][] = [
    ['PNG', (picture) => picture.png()],
    ['WebP', (picture) => picture.webp()],
    ['progressive JPEG', (picture) => picture.jpeg({ progressive: true })],
    ['PNG with 16 bits', (picture) => picture.toColourspace('rgb16').png()],
    ['JPEG in CMYK', (picture) => picture.toColourspace('cmyk').jpeg()],
  ];
  for (const [name, written] of formats)
    it(`C-58: may be a ${name}`, async () => {
      assert.equal(await codeOf(await written(await portrait()).toBuffer()), 'ok');
    });

  it('C-58: gets a white background where it is transparent', async () => {
    const { data, info } = await (await portrait({ background: '#ffffff' }))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const clear = Buffer.alloc(info.width * info.height * 4);
    for (let at = 0; at < info.width * info.height; at += 1) {
      data.copy(clear, at * 4, at * 3, at * 3 + 3);
      clear[at * 4 + 3] = (data[at * 3 + 2] ?? 0) > 245 ? 0 : 255;
    }
    const png = await sharp(clear, { raw: { width: info.width, height: info.height, channels: 4 } })
      .png()
      .toBuffer();
    const picture = await sharp(await pictureOf(png))
      .raw()
      .toBuffer();
    assert.ok((picture[0] ?? 0) > 250 && (picture[1] ?? 0) > 250);
  });

  const refused: readonly [string, string, () => Promise<Buffer>][] = [
    ['too small to be enlarged', 'TOO_SMALL', () => jpeg(portrait({ width: 200, height: 250 }))],
    ['a strip', 'WRONG_SHAPE', () => jpeg(portrait({ width: 400, height: 1600 }))],
    ['lying', 'WRONG_SHAPE', () => jpeg(portrait({ width: 1600, height: 800 }))],
    ['too dark', 'TOO_DARK', async () => jpeg(Promise.resolve((await portrait()).linear(0.2, 0)))],
    ['too bright', 'TOO_BRIGHT', async () => jpeg(Promise.resolve((await portrait()).linear(0.1, 245)))],
    ['blurred', 'BLURRED', async () => jpeg(Promise.resolve((await portrait()).blur(12)))],
    ['grey', 'NO_COLOUR', async () => jpeg(Promise.resolve((await portrait()).grayscale()))],
    ['in front of something green', 'BACKGROUND', () => jpeg(portrait({ background: '#4a8a4a' }))],
  ];
  for (const [name, code, make] of refused)
    it(`C-58: ${name} cannot be made good: ${code}`, async () => {
      assert.equal(await codeOf(await make()), code);
    });

  it('C-59: of a child under seven may be darker, smaller, and on a coloured sheet in part', async () => {
    const dim = await jpeg(Promise.resolve((await portrait({ width: 240, height: 300 })).linear(0.85, 0)));
    assert.equal(await codeOf(dim), 'TOO_SMALL');
    assert.equal(await codeOf(dim, { isLenient: true }), 'ok');
  });
});

describe('a picture of an ID document', () => {
  it('R-GROUP-09: is kept readable, upright or lying, no larger than needed', async () => {
    const picture = await pictureOf(await jpeg(idDocument('front', { width: 3600, height: 2400 })), {
      kind: 'id-front',
    });
    const { width, height } = await sharp(picture).metadata();
    assert.deepEqual([width, height], [1600, 1067]);
    assert.ok(picture.length <= 600_000, `${picture.length} bytes`);
    assert.equal(
      await codeOf(await (await idDocument('back')).rotate(90).jpeg().toBuffer(), { kind: 'id-back' }),
      'ok',
    );
  });

  it('R-GROUP-09: must be large and sharp enough to be read', async () => {
    const small = await jpeg(idDocument('front', { width: 450, height: 300 }));
    assert.equal(await codeOf(small, { kind: 'id-front' }), 'TOO_SMALL');
    const soft = await (await idDocument('front')).blur(15).jpeg().toBuffer();
    assert.equal(await codeOf(soft, { kind: 'id-front' }), 'BLURRED');
  });
});

describe('what a file carries besides its picture', () => {
  const place = {
    IFD0: { Make: 'Camera', Copyright: '张试验' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 54/1 0/1' },
  };

  it('is gone: place, device, names, profile, comment, thumbnail', async () => {
    const given = await (await idDocument('front')).withMetadata({ exif: place, icc: 'p3' }).jpeg().toBuffer();
    const withGps = await sharp(given).metadata();
    assert.ok(withGps.exif?.includes('Camera'), 'the test is about something');
    const picture = await pictureOf(given, { kind: 'id-front' });
    const { exif, icc, xmp, iptc, comments } = await sharp(picture).metadata();
    assert.deepEqual([exif, icc, xmp, iptc, comments], [undefined, undefined, undefined, undefined, undefined]);
    assert.equal(picture.includes('Camera'), false);
    assert.equal(picture.includes('Exif'), false);
  });

  it('is gone with whatever was hung on behind the picture', async () => {
    const polyglot = Buffer.concat([await jpeg(portrait()), Buffer.from('PK\u0003\u0004<script>alert(1)</script>')]);
    assert.equal((await pictureOf(polyglot)).includes('script'), false);
  });

  it('turns it upright first, whichever way the camera was held', async () => {
    const upright = await rasterOf(await pictureOf(await jpeg(portrait({ width: 716, height: 882 }))));
    const turns: Readonly<Record<number, (picture: Sharp) => Sharp>> = {
      3: (picture) => picture.rotate(180),
      6: (picture) => picture.rotate(270),
      8: (picture) => picture.rotate(90),
    };
    for (const [orientation, turn] of Object.entries(turns)) {
      const raw = await turn(await portrait({ width: 716, height: 882 }))
        .png()
        .toBuffer();
      const held = await sharp(raw)
        .withMetadata({ orientation: Number(orientation) })
        .jpeg({ quality: 90 })
        .toBuffer();
      const found = await rasterOf(await pictureOf(held));
      const shirt = { left: 0.4, top: 0.9, right: 0.6, bottom: 1 };
      assert.ok(Math.abs(brightnessOf(found, shirt) - brightnessOf(upright, shirt)) < 4, `orientation ${orientation}`);
      assert.ok(brightnessOf(found, shirt) < 100, 'the shirt is below');
    }
  });

  const rasterOf = async (picture: Buffer): Promise<Raster> => {
    const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
    return { pixels: data, width: info.width, height: info.height };
  };
});

/** A PNG that says it has this size and packs nothing but zeros: a thousandth of what it unpacks to. */
const pngBomb = (width: number, height: number): Buffer => {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.min(height, 64) * (width * 3 + 1)));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
};

const crc32 = (bytes: Uint8Array): number => {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
};

describe('a file that is no picture', () => {
  const heic = Buffer.concat([Buffer.from('0000002466747970', 'hex'), Buffer.from('heic'), Buffer.alloc(200)]);
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="800"><image href="file:///etc/passwd"/></svg>';
  const files: readonly [string, string, Uint8Array][] = [
    ['of 0 bytes', 'NO_FILE', Buffer.alloc(0)],
    ['of one byte', 'NOT_A_PICTURE', Buffer.from([0xff])],
    ['a vector drawing', 'NOT_A_PICTURE', Buffer.from(svg)],
    ['a page that calls itself a picture', 'NOT_A_PICTURE', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a moving picture', 'NOT_A_PICTURE', Buffer.from('GIF89a')],
    ['a PDF', 'NOT_A_PICTURE', Buffer.from('%PDF-1.7\n')],
    ['a HEIC picture of a phone', 'HEIC', heic],
    [
      'a JPEG of which only the first bytes are one',
      'BROKEN',
      Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from(svg)]),
    ],
    [
      'a WebP of which only the first bytes are one',
      'BROKEN',
      Buffer.from('RIFF\u0010\u0000\u0000\u0000WEBPVP8 xxxxxxxxxxxx'),
    ],
    ['a PNG that unpacks to 3.6 thousand million pixels', 'TOO_MANY_PIXELS', pngBomb(60_000, 60_000)],
    ['a PNG that ends after 64 of its rows', 'BROKEN', pngBomb(3000, 3000)],
    ['larger than 15 MB', 'TOO_MANY_BYTES', Buffer.alloc(15 * 1024 * 1024 + 1)],
  ];
  for (const [name, code, bytes] of files)
    it(`${name} is refused: ${code}`, async () => {
      assert.equal(await codeOf(bytes), code);
    });

  it('a JPEG cut short is refused: BROKEN', async () => {
    const whole = await jpeg(portrait());
    assert.equal(await codeOf(whole.subarray(0, whole.length / 2)), 'BROKEN');
  });

  it('and the next picture is taken as if nothing had been', async () => {
    await codeOf(pngBomb(60_000, 60_000));
    assert.equal(await codeOf(await jpeg(portrait())), 'ok');
  });
});

describe('the process that decodes', () => {
  it('is ended when a picture takes too long', async () => {
    const hasty = photoConverter({ milliseconds: 1, mostWaiting: 8, idleMilliseconds: 1000 });
    const bytes = await jpeg(portrait({ width: 3000, height: 4000 }));
    const given: Conversion = { bytes, kind: 'card-photo', isLenient: false };
    assert.deepEqual(await hasty.convert(given), { ok: false, code: 'BROKEN', facts: {} });
    hasty.close();
  });

  it('takes so many at a time and tells more to come again', async () => {
    const small = photoConverter({ milliseconds: 10_000, mostWaiting: 2, idleMilliseconds: 1000 });
    const bytes = await jpeg(portrait());
    const given: Conversion = { bytes, kind: 'card-photo', isLenient: false };
    const codes = (await Promise.all([1, 2, 3].map(() => small.convert(given)))).map((one) => one.ok || one.code);
    assert.deepEqual(codes, [true, true, 'BUSY']);
    small.close();
  });

  it('measures sharpness: a blurred edge has less of it', async () => {
    const raster = async (picture: Sharp): Promise<Raster> => ({
      pixels: await picture.raw().toBuffer(),
      width: 600,
      height: 800,
    });
    const [sharpOne, soft] = [await raster(await portrait()), await raster((await portrait()).blur(5))];
    assert.ok(sharpnessOf(sharpOne) > 4 * sharpnessOf(soft));
  });
});
