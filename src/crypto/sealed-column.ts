// A column in which something of a person is sealed: what goes in, and what comes out in its shape again.
import type { z } from 'zod';
import type { PersonId } from '../base/ids.ts';
import { type Keys, openJson, type Place, sealJson } from './keys.ts';

/** `open` throws when the row was tampered with; a value of an older release gets what its shape has by default. */
export const sealedColumn = <Shape extends z.ZodType>(place: Place, shape: Shape) => ({
  seal: (keys: Keys, personId: PersonId, content: z.output<Shape>): Buffer =>
    sealJson(keys, { place, personId }, content),
  open: (keys: Keys, personId: PersonId, sealed: Uint8Array): z.output<Shape> =>
    shape.parse(openJson(keys, { place, personId }, sealed)),
});
