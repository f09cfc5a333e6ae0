// Fields of forms that may be sent once, several times or not at all.
import { z } from 'zod';
import { documents } from '../policy/question.ts';

/** Boxes that were ticked: a form sends one as a text, several as a list, none not at all. */
export const severalTexts = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]);

/** Originals that were ticked, in the order in which they are listed; what is none is left out. */
export const sentDocuments = severalTexts.transform((given) => documents.filter((each) => given.includes(each)));
