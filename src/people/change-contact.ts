// Changes phone, address or occupation of somebody who asks for it, online or at a counter; name and ID number never (R-INFO-01, R-INFO-03).
import { listContents, type SealedContent } from '../applications/contents-store.ts';
import { messagesTo } from '../applications/messages-to.ts';
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, type Part, rejection } from '../audit/command.ts';
import { toMilliseconds } from '../audit/event.ts';
import { dateIn } from '../base/dates.ts';
import type { PersonId } from '../base/ids.ts';
import type { Language } from '../base/language.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { actingOf, askerFacts, type CardAsker, callerOf } from '../cards/card-asker.ts';
import { type AskerRefused, mayBeServed } from '../cards/person-asked.ts';
import { messageJob } from '../messages/message.ts';
import {
  type ContactFault,
  changedContact,
  readContact,
  type TypedContact,
  type WantedContact,
  withContact,
} from './contact.ts';
import { type ContactRow, findContact, insertContactChanges, movePhone, updateRecord } from './contact-store.ts';
import type { PersonalFields } from './person.ts';
import { sealFactChange } from './person-history.ts';
import { mostPeopleAtPhone } from './phone.ts';
import { type ContactFact, contactFacts } from './record-change.ts';
import { openPersonal, sealPersonal } from './sealed-fields.ts';

export type ChangingContact = CardAsker & {
  readonly personId: PersonId;
  /** How surely an online login knows the person; 0 where somebody serves them. */
  readonly level: number;
  /** Of the messages to the person. */
  readonly language: Language;
  readonly key: string;
  readonly typed: TypedContact;
  /** The phone of which they typed a number that was sent there; needed online, where nobody looks at a document. */
  readonly provenPhone?: string;
};

/** Names of the facts that changed, with a space between; '': what was typed held already. */
export type ContactChanged = { readonly changed: string };

export type ContactRefused =
  | AskerRefused
  | Refused<ContactFault | 'PHONE_OF_TOO_MANY' | 'PHONE_NOT_PROVEN' | 'PERSON_UNKNOWN', object>
  | CommandRefused;

/**
 * What holds from this day on, as dated facts with an event that names no value. A new phone is where messages go from now
 * on and what a login by phone finds; other people keep a phone they share. The one of the bank account stays (R-INFO-02).
 * Both phones get a message, so that nobody is taken over unnoticed. Refused is what the gate refuses, a level too low, a
 * name or an ID number, what is no phone, address or occupation, a phone that as many people share as a look-up gives, and
 * online one that was not proved to be theirs.
 */
export const changeContact = async (
  ground: Ground,
  changing: ChangingContact,
): Promise<Result<ContactChanged, ContactRefused>> => {
  const { personId, actor, channel, key, served, typed } = changing;
  const { sql, keys } = ground;
  const at = toMilliseconds(ground.businessClock());
  const outletId = served?.outletId ?? null;
  const wanted = readContact(typed);
  const phone = typeof wanted === 'object' && wanted.phone ? keys.blind('phone', wanted.phone) : null;
  const digest = keys.blind('request', JSON.stringify(typed)).toString('hex');
  return await changePerson<Read, ContactChanged, ContactRefused>(ground, {
    action: 'change-contact',
    acting: actingOf(changing),
    key: { caller: callerOf(changing), key, request: { personId, actor, channel, outletId, digest } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('PERSON_UNKNOWN', {}),
    read: async (earlierAnswer) => {
      const row = await findContact(sql, { personId, outletId, phone }, earlierAnswer);
      return row && { ...row, applications: phone === null ? [] : await listContents(sql, personId) };
    },
    decide: (row) => decide(ground, { changing, wanted, at }, row),
  });
};

type Read = ContactRow & { readonly applications: readonly SealedContent[] };
type Case = {
  readonly changing: ChangingContact;
  readonly wanted: WantedContact | ContactFault;
  readonly at: Temporal.Instant;
};

const decide = (
  ground: Ground,
  { changing, wanted, at }: Case,
  row: Read,
): Decision<ContactChanged, ContactRefused> => {
  const permitted = mayBeServed(ground, { service: 'change-contact', asker: changing, row, at });
  if ('refusal' in permitted) return permitted;
  if (wanted === 'KEY_FIELD_NOT_EDITABLE') return rejection(refused(wanted, {}), ['R-INFO-03']);
  if (typeof wanted === 'string') return rejection(refused(wanted, {}), ['R-INFO-01']);
  const before = openPersonal(ground.keys, row.personId, row.personSealed);
  const after = withContact(before, wanted);
  const changed = changedContact(before, after);
  const answer = { changed: changed.join(' ') };
  if (changed.length === 0) return change(answer);
  // A look-up gives no more people than this, so one more would be found by no login.
  if (changed.includes('phone') && row.othersAtPhone >= mostPeopleAtPhone)
    return rejection(refused('PHONE_OF_TOO_MANY', {}), ['R-CHAN-20']);
  // Messages and the login by phone would go to somebody else by a slip of one digit.
  if (changed.includes('phone') && !changing.served && after.phone !== changing.provenPhone)
    return rejection(refused('PHONE_NOT_PROVEN', {}), ['R-INFO-01', 'R-CHAN-20']);
  const happened = {
    action: 'change-contact',
    subject: `person:${row.personId}`,
    rules: permitted.rules,
    facts: { ...answer, ...askerFacts(changing) },
  };
  const step = { row, before, after, changed, at };
  return change(answer, recorded(ground, step, happened), ...rerouted(ground, step), ...told(changing, step));
};

type Step = {
  readonly row: Read;
  readonly before: PersonalFields;
  readonly after: PersonalFields;
  readonly changed: readonly ContactFact[];
  readonly at: Temporal.Instant;
};

/** The record and the dated facts; the event of the change is the first of the command. */
const recorded = (
  { sql, keys }: Ground,
  { row, before, after, changed, at }: Step,
  happened: NonNullable<Part['happenings']>[number],
): Part => {
  const { personId } = row;
  const holdsFrom = dateIn(at);
  const [old, now] = [contactFacts(before), contactFacts(after)];
  const changes = changed.map((fact) => ({
    ...{ fact, holdsFrom, eventSeq: row.eventCount + 1, knownAt: at },
    sealed: sealFactChange(keys, personId, { fact, holdsFrom, before: old[fact], after: now[fact] }),
  }));
  return {
    happenings: [happened],
    writes: [updateRecord(sql, sealPersonal(keys, personId, after)), insertContactChanges(sql, changes)],
  };
};

/** What a new phone takes with it: the look-up of logins, and the messages about applications. */
const rerouted = (ground: Ground, { row, before, after, changed }: Step): readonly Part[] => {
  const { sql, keys } = ground;
  const { personId, applications } = row;
  const { phone } = after;
  if (!changed.includes('phone') || phone === null) return [];
  const from = before.phone === null ? null : keys.blind('phone', before.phone);
  return [
    { writes: [movePhone(sql, { from, to: keys.blind('phone', phone) })] },
    messagesTo(ground, { personId, applications, phone }),
  ];
};

/** The former phone hears of it too: whoever was taken over still has that one. */
const told = ({ language }: ChangingContact, { before, after, changed }: Step): readonly Part[] => {
  const tell = (
    kind: 'contact-changed' | 'phone-now-here' | 'phone-no-more-here',
    to: string | null,
  ): readonly Part[] => (to === null ? [] : [{ jobs: [messageJob({ kind, to, language, parameters: {} })] }]);
  return changed.includes('phone')
    ? [...tell('phone-now-here', after.phone), ...tell('phone-no-more-here', before.phone)]
    : tell('contact-changed', after.phone);
};
