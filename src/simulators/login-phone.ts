// Logging in by phone at the simulated provider: what one login has proved so far, and its codes (R-CHAN-20, R-CHAN-21).
import { randomBytes, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Adapter } from 'oidc-provider';
import { z } from 'zod';
import { countFailure, forgiveFailures, isLockedOut } from '../identity/attempts.ts';
import { oidcAdapter } from '../identity/oidc-adapter.ts';
import { httpPhoneGateway } from '../messages/phone-gateway.ts';
import type { Wiring } from '../wiring.ts';
import type { DemoPerson } from './demo-city.ts';
import { codeText } from './login-phone-words.ts';

export const codeDigits = 6;
const codeMinutes = 5;
/** As long as an interaction lives; and as long as somebody who proves more need not prove the same again. */
const stepsSeconds = 15 * 60;

const steps = z.object({
  /** Eleven digits; null until one was given. */
  phone: z.string().nullable(),
  /** The code on its way. Its proof is keyed, so that not even the opened record gives the code away. */
  code: z.object({ id: z.string(), proof: z.string(), expiresAt: z.string() }).nullable(),
  phoneProven: z.boolean(),
  /** Slug of the person whose name and number were right. */
  person: z.string().nullable(),
});
export type Steps = z.infer<typeof steps>;

export const noSteps: Steps = { phone: null, code: null, phoneProven: false, person: null };

/** Digits alone: people write `199-0000-0001` and `+86 199…`. */
const digitsOf = (written: string): string =>
  written
    .normalize('NFKC')
    .replace(/[\s()+-]/g, '')
    .replace(/^86(?=1\d{10}$)/, '');

export type PhoneProblem =
  | 'phone-form'
  | 'too-many-codes'
  | 'not-sent'
  | 'code-wrong'
  | 'code-over'
  | 'too-many-tries'
  | 'name-wrong'
  | 'too-many-names'
  | 'proof-missing';
/** Where a login stands after a step; `left` says how many more tries there are. */
export type Stepped = { readonly steps: Steps; readonly problem: PhoneProblem | null; readonly left?: number };

type NameGiven = { readonly name: string; readonly idNumber: string; readonly address: string };

export type PhoneLogin = {
  readonly find: (uid: string) => Promise<Steps | undefined>;
  readonly keep: (uid: string, now: Steps) => Promise<void>;
  /** A secret by which the same browser is known to have proved these steps a moment ago. */
  readonly remember: (proven: Steps) => Promise<string>;
  readonly recall: (secret: string) => Promise<Steps | undefined>;
  readonly sendCode: (written: string, address: string) => Promise<Stepped>;
  /** To a phone that the provider itself knows; what came before is the password. */
  readonly sendSecondFactor: (phone: string) => Promise<Stepped>;
  readonly tryCode: (now: Steps, given: { readonly code: string; readonly address: string }) => Promise<Stepped>;
  readonly tryName: (now: Steps, given: NameGiven) => Promise<Stepped>;
};

/** `people` are those the provider knows. Only their phones are sent codes, but nobody is told which those are. */
export const phoneLogin = (wiring: Wiring, people: readonly DemoPerson[]): PhoneLogin => {
  const stored = recordsOf(oidcAdapter(wiring, 'demo-login')('PhoneSteps'));
  const remembered = recordsOf(oidcAdapter(wiring, 'demo-login')('ProvenSteps'));
  return {
    find: stored.find,
    keep: stored.keep,
    remember: async (proven) => {
      const secret = randomBytes(32).toString('base64url');
      await remembered.keep(secret, { ...proven, code: null });
      return secret;
    },
    recall: remembered.find,
    sendCode: (written, address) => sendCode({ wiring, people }, digitsOf(written), address),
    sendSecondFactor: (phone) => send({ wiring, people }, phone),
    tryCode: (now, given) => tryCode(wiring, now, given),
    tryName: (now, given) => tryName({ wiring, people }, now, given),
  };
};

const recordsOf = (adapter: Adapter) => ({
  find: async (id: string): Promise<Steps | undefined> => {
    const found = await adapter.find(id);
    return found ? steps.parse(found.extra) : undefined;
  },
  keep: (id: string, now: Steps): Promise<void> =>
    adapter.upsert(id, { extra: now }, stepsSeconds).then(() => undefined),
});

type Parts = { readonly wiring: Wiring; readonly people: readonly DemoPerson[] };

const sendCode = async ({ wiring, people }: Parts, phone: string, address: string): Promise<Stepped> => {
  if (!/^1[3-9]\d{9}$/.test(phone)) return { steps: noSteps, problem: 'phone-form' };
  // Counted before anything is sent: two requests at once cannot both be the last one allowed.
  const left = Math.min(
    await countFailure(wiring, { at: 'code-asked', by: address }),
    await countFailure(wiring, { at: 'code-sent', by: phone }),
  );
  if (left < 0) return { steps: { ...noSteps, phone }, problem: 'too-many-codes' };
  return send({ wiring, people }, phone);
};

const send = async ({ wiring, people }: Parts, phone: string): Promise<Stepped> => {
  const none: Steps = { ...noSteps, phone };
  const code = String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0');
  const id = randomUUID();
  const expiresAt = wiring.systemClock().add({ minutes: codeMinutes }).toString();
  const sent: Steps = { ...none, code: { id, proof: proofOf(wiring, id, code), expiresAt } };
  if (!people.some((person) => person.phone === phone)) return { steps: sent, problem: null };
  const { phoneGateway } = wiring.config;
  if (!phoneGateway) throw new Error('the simulated login provider has no phone gateway');
  try {
    await httpPhoneGateway(phoneGateway)({ to: phone, text: codeText(code), language: 'zh', messageId: id });
    return { steps: sent, problem: null };
  } catch (error) {
    wiring.log.error({ err: error }, 'phone gateway out of reach');
    return { steps: none, problem: 'not-sent' };
  }
};

const proofOf = ({ keys }: Wiring, id: string, code: string): string => keys.mac(`code ${id} ${code}`).toString('hex');

type CodeGiven = { readonly code: string; readonly address: string };

const tryCode = async (wiring: Wiring, now: Steps, { code: written, address }: CodeGiven): Promise<Stepped> => {
  const { code, phone } = now;
  const guesses = [
    { at: 'code-phone', by: phone ?? '' },
    { at: 'code-address', by: address },
  ] as const;
  for (const guess of guesses)
    if (await isLockedOut(wiring, guess)) return { steps: { ...now, code: null }, problem: 'too-many-tries' };
  if (!code || Temporal.Instant.compare(code.expiresAt, wiring.systemClock()) <= 0)
    return { steps: { ...now, code: null }, problem: 'code-over' };
  // Counted before it is compared, so that a thousand tries at the same moment are still only five.
  const left = await countFailure(wiring, { at: 'code-tried', by: code.id });
  if (left < 0) return { steps: { ...now, code: null }, problem: 'code-over' };
  const given = Buffer.from(proofOf(wiring, code.id, digitsOf(written)));
  if (timingSafeEqual(given, Buffer.from(code.proof)))
    return { steps: { ...now, code: null, phoneProven: true }, problem: null };
  for (const guess of guesses) await countFailure(wiring, guess);
  return left === 0
    ? { steps: { ...now, code: null }, problem: 'code-over' }
    : { steps: now, problem: 'code-wrong', left };
};

const tryName = async (
  { wiring, people }: Parts,
  now: Steps,
  { name, idNumber, address }: NameGiven,
): Promise<Stepped> => {
  const ofPhone = { at: 'name-tried', by: now.phone ?? '' } as const;
  const ofAddress = { at: 'name-address', by: address } as const;
  if (await isLockedOut(wiring, ofAddress)) return { steps: now, problem: 'too-many-names' };
  // Counted before it is compared, like the code.
  const left = await countFailure(wiring, ofPhone);
  if (left < 0) return { steps: now, problem: 'too-many-names' };
  const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  const person = people.find(
    (each) => each.phone === now.phone && plain(each.name) === plain(name) && plain(each.idNumber) === plain(idNumber),
  );
  if (!person) {
    await countFailure(wiring, ofAddress);
    return left > 0 ? { steps: now, problem: 'name-wrong', left } : { steps: now, problem: 'too-many-names' };
  }
  await forgiveFailures(wiring, ofPhone);
  return { steps: { ...now, person: person.slug }, problem: null };
};
