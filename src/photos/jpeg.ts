// Writes rasters as JPEG files of a given size and resolution, with nothing in them but the picture.
import sharp from 'sharp';
import type { Raster } from './measures.ts';

const qualities = [92, 85, 75, 65, 50, 35];

const encoded = ({ pixels, width, height }: Raster, quality: number): Promise<Buffer> =>
  sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality, chromaSubsampling: quality > 80 ? '4:4:4' : '4:2:0' })
    .toBuffer();

/** In the best quality that stays within `mostBytes`; in the poorest we have if none does. */
export const jpegOf = async (raster: Raster, { mostBytes }: { readonly mostBytes: number }): Promise<Buffer> => {
  let jpeg: Buffer = Buffer.alloc(0);
  for (const quality of qualities) {
    jpeg = await encoded(raster, quality);
    if (jpeg.length <= mostBytes) break;
  }
  return jpeg;
};

type Wanted = { readonly leastBytes: number; readonly mostBytes: number; readonly dpi: number };

/** Within both limits where the picture can be: what is too small at the usual quality is written without any loss we can avoid. */
export const jpegWithin = async (raster: Raster, { leastBytes, mostBytes, dpi }: Wanted): Promise<Buffer> => {
  const room = mostBytes - densityBytes;
  const usual = await jpegOf(raster, { mostBytes: room });
  if (usual.length + densityBytes >= leastBytes) return withDensity(usual, dpi);
  const best = await encoded(raster, 100);
  return withDensity(best.length <= room ? best : usual, dpi);
};

const densityBytes = 18;

/** The JFIF header (ITU-T T.871 §10.1), which the encoder leaves out: pixels per inch, no thumbnail. */
const withDensity = (jpeg: Buffer, dpi: number): Buffer => {
  const header = Buffer.from('ffe000104a46494600010101000000000000', 'hex');
  header.writeUInt16BE(dpi, 12);
  header.writeUInt16BE(dpi, 14);
  return Buffer.concat([jpeg.subarray(0, 2), header, jpeg.subarray(2)]);
};
