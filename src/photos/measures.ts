// What can honestly be measured of a picture without knowing what is on it: light, sharpness, colour, background.

/** Pixels as red, green, blue, one byte each, row by row. */
export type Raster = { readonly pixels: Uint8Array; readonly width: number; readonly height: number };

/** A part of a raster by fractions of its sides. */
export type Region = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

const whole: Region = { left: 0, top: 0, right: 1, bottom: 1 };

/** Perceived brightness (ITU-R BT.601), 0 to 255. */
const lumaAt = ({ pixels, width }: Raster, x: number, y: number): number => {
  const at = (y * width + x) * 3;
  return 0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);
};

const meanOver = (raster: Raster, region: Region, value: (x: number, y: number) => number): number => {
  const [left, right] = [Math.floor(region.left * raster.width), Math.ceil(region.right * raster.width)];
  const [top, bottom] = [Math.floor(region.top * raster.height), Math.ceil(region.bottom * raster.height)];
  let sum = 0;
  for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) sum += value(x, y);
  return sum / ((right - left) * (bottom - top));
};

/** Mean brightness, 0 black to 255 white. */
export const brightnessOf = (raster: Raster, region: Region = whole): number =>
  meanOver(raster, region, (x, y) => lumaAt(raster, x, y));

/** Mean distance of the strongest from the weakest colour channel: 0 for a picture in greys. */
export const colourOf = (raster: Raster, region: Region = whole): number =>
  meanOver(raster, region, (x, y) => {
    const at = (y * raster.width + x) * 3;
    const [red = 0, green = 0, blue = 0] = raster.pixels.subarray(at, at + 3);
    return Math.max(red, green, blue) - Math.min(red, green, blue);
  });

/** Variance of the Laplacian of the brightness: edges make it large, blur and emptiness small. */
export const sharpnessOf = (raster: Raster): number => {
  const { width, height } = raster;
  let [sum, squares] = [0, 0];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const around = lumaAt(raster, x - 1, y) + lumaAt(raster, x + 1, y) + lumaAt(raster, x, y - 1);
      const laplacian = around + lumaAt(raster, x, y + 1) - 4 * lumaAt(raster, x, y);
      sum += laplacian;
      squares += laplacian * laplacian;
    }
  }
  const count = (width - 2) * (height - 2);
  return squares / count - (sum / count) ** 2;
};

// Where nothing but background is on a portrait: above the hair, and beside the head down to the shoulders.
const borders: readonly Region[] = [
  { left: 0, top: 0, right: 1, bottom: 0.03 },
  { left: 0, top: 0, right: 0.07, bottom: 0.5 },
  { left: 0.93, top: 0, right: 1, bottom: 0.5 },
];

/** White as a wall is white: light, and hardly of any colour. */
const leastWhite = 165;
const mostTint = 45;

/** The fraction of the borders that is plain white or nearly so, 0 to 1. */
export const whitenessOf = (raster: Raster): number => {
  const isWhite = (x: number, y: number): number => {
    const at = (y * raster.width + x) * 3;
    const [red = 0, green = 0, blue = 0] = raster.pixels.subarray(at, at + 3);
    const least = Math.min(red, green, blue);
    return least >= leastWhite && Math.max(red, green, blue) - least <= mostTint ? 1 : 0;
  };
  const parts = borders.map((region) => meanOver(raster, region, isWhite));
  return parts.reduce((sum, part) => sum + part, 0) / parts.length;
};
