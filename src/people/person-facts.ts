// What the policy gate may ask about a person, as of a day.
import type { EmployerFacts, Group, PersonFacts } from '../policy/question.ts';
import type { PersonRecord } from './person.ts';

const majority = 18;

/**
 * Insurance ends with the day of death, whatever the record still says: who died is insured as nothing, so the gate
 * refuses every application (R-ELIG-01), while ending the card stays possible (R-CANCEL-01).
 */
export const isDead = ({ diedOn }: PersonRecord, on: Temporal.PlainDate): boolean =>
  diedOn !== null && Temporal.PlainDate.compare(diedOn, on) <= 0;

/**
 * The facts the core system has. Not among them, hence unknown to the gate until the caller adds them:
 * `runningApplication` and `upstreamSettled`. Which pension bank counts is the gate's to say.
 */
export const personFacts = (person: PersonRecord, on: Temporal.PlainDate): PersonFacts => ({
  groups: isDead(person, on) ? [] : groupsOn(person, on),
  insured: person.insured && !isDead(person, on),
  birthDate: person.birthDate,
  district: person.district,
  pensionBanks: person.pensionBanks,
  retiredOn: person.retiredOn,
  employer: person.employer && employerFacts(person.employer, on),
  lastBankChangeOn: person.lastBankChangeOn,
});

/** Whether a person is under 18 on a day; on the eighteenth birthday they are not (G-21). */
export const isMinor = (birthDate: Temporal.PlainDate, on: Temporal.PlainDate): boolean =>
  isYoungerThan(majority, birthDate, on);

/** Whether a person has not had their birthday of so many years on a day. */
export const isYoungerThan = (years: number, birthDate: Temporal.PlainDate, on: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(birthDate.add({ years }), on) > 0;

// `minor` follows from the day, whatever the file said when it was written. Who was nothing else is insured as a
// resident, which is how minors are (R-ELIG-10).
const groupsOn = (person: PersonRecord, on: Temporal.PlainDate): readonly Group[] => {
  const others = person.groups.filter((group) => group !== 'minor');
  if (isMinor(person.birthDate, on)) return ['minor', ...others];
  return others.length > 0 ? others : ['resident'];
};

const employerFacts = (employer: NonNullable<PersonRecord['employer']>, on: Temporal.PlainDate): EmployerFacts => ({
  district: employer.district,
  groupOpen: employer.groupOpenOn !== null && Temporal.PlainDate.compare(employer.groupOpenOn, on) <= 0,
  banks: employer.banks,
  kind: employer.kind,
  presetDelivery: employer.presetDelivery,
  presetOutlet:
    employer.presetOutlet !== null && employer.presetOutletBank !== null
      ? { outletId: employer.presetOutlet, bank: employer.presetOutletBank }
      : null,
});
