// A number sent to a phone that somebody says is theirs, and what they type of it: before their messages and their login go there.
import { randomInt, randomUUID } from 'node:crypto';
import type { PersonId } from '../../base/ids.ts';
import type { Language } from '../../base/language.ts';
import { countFailure } from '../../identity/attempts.ts';
import { forbiddenIn } from '../../messages/message.ts';
import { httpPhoneGateway } from '../../messages/phone-gateway.ts';
import type { Wiring } from '../../wiring.ts';
import { sayIn } from '../words/words.ts';

export const codeDigits = 6;
const codeMinutes = 5;

type Whose = {
  readonly personId: PersonId;
  /** Eleven digits. */
  readonly phone: string;
};

/** `token` goes into the form and says nothing of the number; it is kept nowhere else. */
export type CodeSent =
  | { readonly sent: true; readonly token: string }
  | { readonly sent: false; readonly why: 'tooManyCodes' | 'notSent' };

/**
 * Few to one phone and few from one person, whoever asks, counted before one is sent. It does not wait for the job worker:
 * its reader waits.
 */
export const sendPhoneCode = async (
  wiring: Wiring,
  { personId, phone }: Whose,
  language: Language,
): Promise<CodeSent> => {
  const left = Math.min(
    await countFailure(wiring, { at: 'code-sent', by: phone }),
    await countFailure(wiring, { at: 'code-own', by: personId }),
  );
  if (left < 0) return { sent: false, why: 'tooManyCodes' };
  const { phoneGateway } = wiring.config;
  if (!phoneGateway) return { sent: false, why: 'notSent' };
  const id = randomUUID();
  const code = String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0');
  const until = wiring.systemClock().add({ minutes: codeMinutes }).epochMilliseconds;
  try {
    await httpPhoneGateway(phoneGateway)({ to: phone, text: textOf(code, language), language, messageId: id });
  } catch (error) {
    wiring.log.error({ err: error }, 'phone gateway out of reach');
    return { sent: false, why: 'notSent' };
  }
  const mac = wiring.keys.mac(provenText({ personId, phone, id, until, code })).toString('base64url');
  return { sent: true, token: `${id}.${until}.${mac}` };
};

export type CodeTried = 'right' | 'wrong' | 'over';

/** `over`: five minutes or five tries are, or the form is about another phone or person. */
export const tryPhoneCode = async (
  wiring: Wiring,
  { personId, phone }: Whose,
  { token, written }: { readonly token: string; readonly written: string },
): Promise<CodeTried> => {
  const [id = '', untilText = '', mac = ''] = token.split('.');
  const until = Number(untilText);
  if (!(until > wiring.systemClock().epochMilliseconds)) return 'over';
  // Counted before it is compared, so that a thousand tries at the same moment are still only five.
  if ((await countFailure(wiring, { at: 'code-tried', by: id })) < 0) return 'over';
  const code = written.normalize('NFKC').replace(/\s/g, '');
  const text = provenText({ personId, phone, id, until, code });
  return wiring.keys.hasMac(text, Buffer.from(mac, 'base64url')) ? 'right' : 'wrong';
};

const provenText = ({
  personId,
  phone,
  id,
  until,
  code,
}: Whose & { id: string; until: number; code: string }): string =>
  `contact-code ${personId} ${phone} ${id} ${until} ${code}`;

/** R-FRAUD-02, R-FRAUD-03: held against the same list as every message. */
const textOf = (code: string, language: Language): string => {
  const text = sayIn(language)('contact.codeMessage', { code });
  const forbidden = forbiddenIn(text);
  if (forbidden) throw new Error(`a number to confirm a phone would come with a ${forbidden}`);
  return text;
};
