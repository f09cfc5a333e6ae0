// Random numbers that people read aloud and type: letters and digits that cannot be mixed up, with a check character.
import { randomInt } from 'node:crypto';

/** Crockford's base 32: digits and capitals without I, L, O and U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = alphabet.slice(10);

const valueIn = (character: string): number => alphabet.indexOf(character);

/**
 * Luhn's sum for 32 characters: finds every single wrong character and nearly every swap of neighbours. `text` holds
 * characters of the alphabet only.
 */
const checkCharacterOf = (text: string): string => {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) {
    const value = valueIn(text.charAt(text.length - 1 - at));
    const weighted = at % 2 === 0 ? value * 2 : value;
    sum += Math.floor(weighted / alphabet.length) + (weighted % alphabet.length);
  }
  return alphabet.charAt((alphabet.length - (sum % alphabet.length)) % alphabet.length);
};

/**
 * A random number of `length` characters: a letter (so that it is never taken for a count), random ones, and the check
 * character. Each random character carries five bits.
 */
export const randomNumber = (length: number): string => {
  let text = letters.charAt(randomInt(letters.length));
  while (text.length < length - 1) text += alphabet.charAt(randomInt(alphabet.length));
  return text + checkCharacterOf(text);
};

/** The characters as they are kept: capitals, I and L read as 1, O as 0, without spaces and hyphens. */
export const normaliseNumber = (written: string): string =>
  written.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');

/** Whether a normalised number has this length, the characters of the alphabet and the right check character. */
export const isNumber = (text: string, length: number): boolean =>
  text.length === length &&
  [...text].every((character) => valueIn(character) >= 0) &&
  checkCharacterOf(text.slice(0, -1)) === text.slice(-1);
