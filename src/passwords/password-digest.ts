// The slow salted digest by which a service password is kept, and how one that was typed is compared with it.
import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { PersonId } from '../base/ids.ts';
import { type Keys, openJson, type Place, sealJson } from '../crypto/keys.ts';
import { initialPassword, typedPassword } from './guessable.ts';

/**
 * scrypt (RFC 7914) with N = 2^15, r = 8, p = 1: 32 MiB and about a tenth of a second a guess, so that a hall of people can be
 * answered at once. Six digits are few whatever it costs, so the digest is sealed besides: who has the database without the
 * keys cannot even begin, and who tries at a counter or a telephone has five tries (C-13).
 */
const cost = { N: 2 ** 15, r: 8, p: 1 } as const;
const digestBytes = 32;
/** Node refuses what needs more than this; 128 × N × r, and as much again to spare. */
const options: ScryptOptions = { ...cost, maxmem: 2 * 128 * cost.N * cost.r };

const place: Place = 'service_passwords.sealed';

const kept = z.object({
  salt: z.string(),
  digest: z.string(),
  /** Of the day it was made, so that a later release can be slower. */
  cost: z.object({ N: z.int(), r: z.int(), p: z.int() }),
});
type Kept = z.infer<typeof kept>;

const digestOf = (password: string, salt: Buffer, how: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password, salt, digestBytes, how, (error, digest) => (error ? reject(error) : resolve(digest))),
  );

/** A password as it is kept. The same command makes the same digest, so that a repetition is known without the password. */
export const keptPassword = async (
  keys: Keys,
  { personId, key, password }: { readonly personId: PersonId; readonly key: string; readonly password: string },
): Promise<Kept> => {
  // Nobody else gets this salt: it is drawn with our key from the person and the key of one command.
  const salt = keys.blind('request', `password ${personId} ${key}`);
  const digest = await digestOf(typedPassword(password), salt, options);
  return { salt: salt.toString('base64'), digest: digest.toString('base64'), cost };
};

export const sealPassword = (keys: Keys, personId: PersonId, password: Kept): Buffer =>
  sealJson(keys, { place, personId }, password);

/** `sealed` null: the initial password holds. */
export type PasswordKept = { readonly sealed: Buffer | null; readonly idNumber: string };

/** For one command: it reads again when somebody was faster, and what was compared once need not be compared again. */
export const comparing = (keys: Keys, personId: PersonId, typed: string) => {
  let compared: { readonly with: string; readonly isRight: Promise<boolean> } | undefined;
  return (known: PasswordKept): Promise<boolean> => {
    const what = `${known.sealed?.toString('base64') ?? ''} ${known.idNumber}`;
    if (compared?.with !== what) compared = { with: what, isRight: isPassword(keys, { personId, typed, known }) };
    return compared.isRight;
  };
};

const noSalt = Buffer.alloc(32);

/**
 * Whether it is the person's password. It takes as long for the initial one, and for nobody (`known` undefined), as for one
 * that was set: the time tells nothing.
 */
export const isPassword = async (
  keys: Keys,
  { personId, typed, known }: { readonly personId: PersonId; readonly typed: string; readonly known?: PasswordKept },
): Promise<boolean> => {
  const password = typedPassword(typed);
  if (!known || known.sealed === null) {
    const [one, other] = await Promise.all([
      digestOf(password, noSalt, options),
      known ? keys.digest(initialPassword(known.idNumber)) : undefined,
    ]);
    return one.length > 0 && other !== undefined && timingSafeEqual(keys.digest(password), other);
  }
  const { salt, digest, cost: made } = kept.parse(openJson(keys, { place, personId }, known.sealed));
  const found = await digestOf(password, Buffer.from(salt, 'base64'), { ...options, ...made });
  return timingSafeEqual(found, Buffer.from(digest, 'base64'));
};
