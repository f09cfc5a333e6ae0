// An outlet records who may act for somebody, with the originals that were shown (R-PROXY-02, R-PROXY-04, C-32).
import type { Ground } from '../applications/use-case.ts';
import { type CommandRefused, changePerson } from '../audit/change-person.ts';
import { change, type Decision, rejection } from '../audit/command.ts';
import { toMilliseconds } from '../audit/event.ts';
import { dateIn } from '../base/dates.ts';
import { newId, type PersonId } from '../base/ids.ts';
import { isOneOf } from '../base/one-of.ts';
import { type Refused, type Result, refused } from '../base/result.ts';
import { idTypeOf, normaliseIdNumber } from '../people/id-number.ts';
import { isName, normaliseName } from '../people/name.ts';
import { findPerson, findPersonByIdNumber } from '../people/people-store.ts';
import { isMinor } from '../people/person-facts.ts';
import { openPersonal } from '../people/sealed-fields.ts';
import type { Channel, Document } from '../policy/question.ts';
import {
  type Agent,
  type AuthorisableService,
  type AuthorisationId,
  type AuthorisationKind,
  authorisableServices,
  longestYears,
  mostInForce,
  recordingDocuments,
  sealAgent,
} from './authorisation.ts';
import { toldOf } from './authorisation-parts.ts';
import { findRecording, insertAuthorisation, type RecordingRow } from './authorisations-store.ts';

export type AuthorisationRecording = {
  readonly personId: PersonId;
  readonly kind: AuthorisationKind;
  /** As their identity document says it. */
  readonly agent: Agent;
  /** Of an agent; a guardian sees to all. */
  readonly services: readonly AuthorisableService[];
  /** Last day of an agent's; a guardian's is the last before the child is of age (G-21). */
  readonly until: Temporal.PlainDate;
  /** Originals that were shown and checked. */
  readonly documents: readonly Document[];
  /** The clerk, and the outlet they stand in. */
  readonly staff: { readonly account: string; readonly outletId: string; readonly bank: string | null };
  readonly channel: Extract<Channel, 'district' | 'street' | 'bank'>;
  readonly key: string;
};

export type AuthorisationRecorded = { readonly authorisationId: AuthorisationId };

/**
 * AGENT_NOT_AS_ON_RECORD: somebody of this ID number is called otherwise, so one of the two was mistyped.
 * AGENT_IS_HOLDER: nobody authorises themself. AUTHORISATION_NEEDS_GUARDIAN, AUTHORISATION_NEEDS_MINOR: a child has a
 * guardian, an adult an agent.
 */
export type RecordRefused =
  | Refused<
      | 'PERSON_UNKNOWN'
      | 'AGENT_NOT_IDENTIFIED'
      | 'AGENT_NOT_AS_ON_RECORD'
      | 'AGENT_IS_HOLDER'
      | 'AGENT_DOCUMENTS_MISSING'
      | 'AUTHORISATION_EMPTY'
      | 'AUTHORISATION_TOO_LONG'
      | 'AUTHORISATION_NEEDS_GUARDIAN'
      | 'AUTHORISATION_NEEDS_MINOR'
      | 'TOO_MANY_AUTHORISATIONS',
      object
    >
  | CommandRefused;

/** → in-force from today. The person is told by message, as an agent comes without them. */
export const recordAuthorisation = async (
  ground: Ground,
  recording: AuthorisationRecording,
): Promise<Result<AuthorisationRecorded, RecordRefused>> => {
  const { personId, kind, staff, channel, key, services, documents } = recording;
  const at = toMilliseconds(ground.businessClock());
  const agent = { name: normaliseName(recording.agent.name), idNumber: normaliseIdNumber(recording.agent.idNumber) };
  if (!isName(agent.name) || idTypeOf(agent.idNumber) === undefined) return refused('AGENT_NOT_IDENTIFIED', {});
  const known = await findAgent(ground, agent);
  if (known === 'other-name') return refused('AGENT_NOT_AS_ON_RECORD', {});
  const until = recording.until.toString();
  return await changePerson<RecordingRow, AuthorisationRecorded, RecordRefused>(ground, {
    action: 'record-authorisation',
    acting: { actor: 'staff', actorId: staff.account, channel, outlet: staff.outletId, bank: staff.bank },
    key: { caller: `staff:${staff.account}`, key, request: { personId, kind, ...agent, services, until, documents } },
    at,
    policySnapshot: ground.policy.current().number,
    missing: refused('PERSON_UNKNOWN', {}),
    read: (earlierAnswer) => findRecording(ground.sql, { personId, on: dateIn(at) }, earlierAnswer),
    decide: (row) => decide(ground, { recording, agent, agentId: known ?? null, at }, row),
  });
};

/** Who of our people this is; undefined: nobody, so they act at outlets and on the telephone alone. */
const findAgent = async (
  { sql, keys }: Ground,
  { name, idNumber }: Agent,
): Promise<PersonId | 'other-name' | undefined> => {
  const personId = await findPersonByIdNumber(sql, keys, idNumber);
  const person = personId && (await findPerson(sql, keys, personId));
  if (!person) return undefined;
  return person.name === name ? person.personId : 'other-name';
};

type Case = {
  readonly recording: AuthorisationRecording;
  readonly agent: Agent;
  readonly agentId: PersonId | null;
  readonly at: Temporal.Instant;
};

const decide = (
  { sql, keys }: Ground,
  { recording, agent, agentId, at }: Case,
  row: RecordingRow,
): Decision<AuthorisationRecorded, RecordRefused> => {
  const { personId, kind, staff, documents } = recording;
  const from = dateIn(at);
  const rules = rulesOf[kind];
  if (row.personSealed === null || row.diedOn !== null) return rejection(refused('PERSON_UNKNOWN', {}), rules);
  const holder = openPersonal(keys, personId, row.personSealed);
  if (holder.idNumber === agent.idNumber) return rejection(refused('AGENT_IS_HOLDER', {}), rules);
  if (recordingDocuments[kind].some((each) => !documents.includes(each)))
    return rejection(refused('AGENT_DOCUMENTS_MISSING', {}), rules);
  if (row.inForce >= mostInForce) return rejection(refused('TOO_MANY_AUTHORISATIONS', {}), rules);
  const scope = scopeOf(recording, { birthDate: holder.birthDate, from });
  if ('ok' in scope) return rejection(scope, rules);
  const authorisationId = newId<AuthorisationId>();
  const sealed = sealAgent(keys, personId, agent);
  const facts = {
    ...{ to: 'in-force', kind, until: scope.until.toString(), documents: documents.join(' ') },
    ...(kind === 'agent' && { services: scope.services.join(' ') }),
  };
  return change(
    { authorisationId },
    {
      happenings: [{ action: 'record-authorisation', subject: `authorisation:${authorisationId}`, rules, facts }],
      writes: [
        insertAuthorisation(sql, {
          ...{ authorisationId, kind, agentId, services: scope.services, from, until: scope.until },
          ...{ outletId: staff.outletId, recordedAt: at, sealed },
        }),
      ],
    },
    toldOf('authorisation-recorded', holder.phone),
  );
};

const rulesOf = { agent: ['R-PROXY-01', 'R-PROXY-02', 'R-PROXY-05'], guardian: ['R-PROXY-03', 'R-PROXY-04'] } as const;

type Scope = { readonly services: readonly AuthorisableService[]; readonly until: Temporal.PlainDate };
type Days = { readonly birthDate: Temporal.PlainDate; readonly from: Temporal.PlainDate };

const majority = 18;

/** In what and until when; a guardian's word ends by itself with the childhood (G-21). */
const scopeOf = (
  { kind, services, until }: AuthorisationRecording,
  { birthDate, from }: Days,
): Scope | Extract<RecordRefused, { ok: false }> => {
  const isChild = isMinor(birthDate, from);
  if (kind === 'guardian')
    return isChild
      ? { services: [], until: birthDate.add({ years: majority }).subtract({ days: 1 }) }
      : refused('AUTHORISATION_NEEDS_MINOR', {});
  if (isChild) return refused('AUTHORISATION_NEEDS_GUARDIAN', {});
  const asked = authorisableServices.filter((each) => isOneOf(services, each));
  if (asked.length === 0) return refused('AUTHORISATION_EMPTY', {});
  const isWithin =
    Temporal.PlainDate.compare(from, until) <= 0 &&
    Temporal.PlainDate.compare(until, from.add({ years: longestYears })) <= 0;
  return isWithin ? { services: asked, until } : refused('AUTHORISATION_TOO_LONG', {});
};
