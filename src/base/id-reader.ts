// Ids as somebody sends them: any writing of a UUID, taken as we write it.
import { z } from 'zod';

const uuid = z.uuid().transform((text) => text.toLowerCase());

/** Reads one kind of id; what it gives is undefined where nothing of the kind can be meant. */
export const idReader = <Id extends string>(): ((written: unknown) => Id | undefined) => {
  const shape = uuid.pipe(z.custom<Id>());
  return (written) => shape.safeParse(written).data;
};
