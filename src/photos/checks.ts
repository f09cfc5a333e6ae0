// Which measures a picture must reach to be taken; lenient towards small children and strict only where nothing helps (C-58).
import { brightnessOf, colourOf, type Raster, sharpnessOf, whitenessOf } from './measures.ts';
import type { PhotoProblem } from './photo.ts';

/** The middle of a portrait: face, not background. */
const face = { left: 0.3, top: 0.25, right: 0.7, bottom: 0.65 };

type Limits = {
  readonly darkest: number;
  readonly brightest: number;
  /** Below it nobody would know the person or read the letters; a photo that is a little soft is far above. */
  readonly leastSharpness: number;
  readonly leastColour: number;
  readonly leastWhiteness: number;
};

const usual: Limits = { darkest: 55, brightest: 246, leastSharpness: 12, leastColour: 5, leastWhiteness: 0.7 };

// C-59: a child on a sheet at home, in the light there is.
const lenient: Limits = { darkest: 35, brightest: 250, leastSharpness: 5, leastColour: 3, leastWhiteness: 0.35 };

/** What is wrong with a photo in the card's format; undefined when it will do. */
export const problemOfCardPhoto = (raster: Raster, { isLenient }: { isLenient: boolean }): PhotoProblem | undefined => {
  const limits = isLenient ? lenient : usual;
  return (
    problemOfLight(brightnessOf(raster, face), limits) ??
    (sharpnessOf(raster) < limits.leastSharpness ? 'BLURRED' : undefined) ??
    (colourOf(raster, face) < limits.leastColour ? 'NO_COLOUR' : undefined) ??
    (whitenessOf(raster) < limits.leastWhiteness ? 'BACKGROUND' : undefined)
  );
};

/** What is wrong with a picture of an ID document: it may lie on anything, but must be readable. */
export const problemOfDocument = (raster: Raster): PhotoProblem | undefined =>
  problemOfLight(brightnessOf(raster), usual) ?? (sharpnessOf(raster) < usual.leastSharpness ? 'BLURRED' : undefined);

const problemOfLight = (brightness: number, { darkest, brightest }: Limits): PhotoProblem | undefined => {
  if (brightness < darkest) return 'TOO_DARK';
  return brightness > brightest ? 'TOO_BRIGHT' : undefined;
};
