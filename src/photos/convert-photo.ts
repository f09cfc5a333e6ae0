// Makes of any sane picture the one we keep: upright, without metadata, in the card's format or as a readable document (C-58).
import sharp, { type Metadata, type Sharp } from 'sharp';
import { ok, type Refused, type Result, refused } from '../base/result.ts';
import { cardPhotoFormat } from '../policy/data/photos.ts';
import { problemOfCardPhoto, problemOfDocument } from './checks.ts';
import { imageTypeOf } from './image-type.ts';
import { jpegOf, jpegWithin } from './jpeg.ts';
import type { Raster } from './measures.ts';
import type { PhotoKind, PhotoProblem } from './photo.ts';

// Only what people send: libvips reads some forty formats, each with its own history of holes.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.cache(false);
sharp.concurrency(1);

/** More than any phone writes by default; a picture of that size takes about 300 MB while it is turned. */
export const mostPixels = 64_000_000;

/** A face may be enlarged a little, by a third, before it shows on the card; that of a small child by two. */
const leastScale = { usual: 0.75, lenient: 0.5 };

/** A document whose letters can be read, and as large as they need to be kept. */
const document = { leastLong: 600, leastShort: 360, longest: 1600, mostBytes: 600_000 };

/** Longer than this to one side it is no portrait and no document, but a strip. */
const longestShape = 2.6;

export type Conversion = {
  readonly bytes: Uint8Array;
  readonly kind: PhotoKind;
  /** C-59: the person is under seven. */
  readonly isLenient: boolean;
};

/** `picture`: what was sent, small, for its owner to look at beside the reason; absent where it could not be decoded. */
export type PictureRefused = Refused<PhotoProblem, { readonly picture?: Uint8Array }>;

export type Converted = Result<Uint8Array, PictureRefused>;

/** The JPEG to keep, or what is wrong; never throws on what a file holds. Run it where a crash or a long decoding does no harm. */
export const convertPhoto = async (given: Conversion): Promise<Converted> => {
  const type = imageTypeOf(given.bytes);
  if (given.bytes.length === 0) return refused('NO_FILE', {});
  if (type === 'heic') return refused('HEIC', {});
  if (type === undefined) return refused('NOT_A_PICTURE', {});
  try {
    const image = sharp(given.bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 });
    const problem = problemOfSize(await image.metadata(), given);
    if (problem) return refused(problem, await seenOf(image));
    return await (given.kind === 'card-photo' ? cardPhoto(image, given) : documentPhoto(image));
  } catch (error) {
    return refused(isPixelLimit(error) ? 'TOO_MANY_PIXELS' : 'BROKEN', {});
  }
};

const isPixelLimit = (error: unknown): boolean => error instanceof Error && error.message.includes('pixel limit');

const problemOfSize = ({ autoOrient }: Metadata, { kind, isLenient }: Conversion): PhotoProblem | undefined => {
  const { width, height } = autoOrient;
  if (Math.max(width, height) > longestShape * Math.min(width, height)) return 'WRONG_SHAPE';
  if (kind !== 'card-photo') {
    const [short, long] = [Math.min(width, height), Math.max(width, height)];
    return long < document.leastLong || short < document.leastShort ? 'TOO_SMALL' : undefined;
  }
  const scale = Math.min(width / cardPhotoFormat.width, height / cardPhotoFormat.height);
  if (scale < (isLenient ? leastScale.lenient : leastScale.usual)) return 'TOO_SMALL';
  // Lying portraits would be cut to a slice of a face.
  return width > 1.8 * height ? 'WRONG_SHAPE' : undefined;
};

/** Upright, on white where it was transparent, plain RGB; whatever else the file carried stays behind. */
const upright = (image: Sharp): Sharp => image.autoOrient().flatten({ background: 'white' }).toColourspace('srgb');

const rasterOf = async (image: Sharp): Promise<Raster> => {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`${info.channels} channels where three were asked for`);
  return { pixels: data, width: info.width, height: info.height };
};

/** A picture that is refused is shown once and not kept: it stands in the page itself. */
const mostSeenBytes = 40_000;
const seenSide = 320;

const seenOf = async (image: Sharp): Promise<{ readonly picture: Uint8Array }> => {
  const raster = await rasterOf(upright(image).resize({ width: seenSide, height: seenSide, fit: 'inside' }));
  return { picture: await jpegOf(raster, { mostBytes: mostSeenBytes }) };
};

const cardPhoto = async (image: Sharp, { isLenient }: Conversion): Promise<Converted> => {
  const { width, height } = cardPhotoFormat;
  // What is cut off is below or at the sides: the hair ends near the upper edge of a portrait.
  const raster = await rasterOf(upright(image).resize({ width, height, fit: 'cover', position: 'top' }));
  const problem = problemOfCardPhoto(raster, { isLenient });
  const seen = async () => ({ picture: await jpegOf(raster, { mostBytes: mostSeenBytes }) });
  if (problem) return refused(problem, await seen());
  const jpeg = await jpegWithin(raster, cardPhotoFormat);
  // Not even in the best quality as large as a photo of a face is: there is next to nothing on it.
  return jpeg.length < cardPhotoFormat.leastBytes ? refused('BLURRED', await seen()) : ok(jpeg);
};

const documentPhoto = async (image: Sharp): Promise<Converted> => {
  const { longest } = document;
  const inside = { width: longest, height: longest, fit: 'inside', withoutEnlargement: true } as const;
  const raster = await rasterOf(upright(image).resize(inside));
  const problem = problemOfDocument(raster);
  if (problem) return refused(problem, {});
  return ok(await jpegOf(raster, { mostBytes: document.mostBytes }));
};
