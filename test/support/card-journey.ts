// The steps of the main job for tests: apply, and what the bank reports up to the card in the hand.
import { randomBytes } from 'node:crypto';
import { applicationForm } from '../../src/applications/application-form.ts';
import { type Submitted, submitApplication } from '../../src/applications/submit-application.ts';
import type { Ground } from '../../src/applications/use-case.ts';
import type { CardId, PersonId } from '../../src/base/ids.ts';
import type { Refused, Result } from '../../src/base/result.ts';
import { handedOverBody, reportHandedOver } from '../../src/delivery/report-handed-over.ts';
import { reportMailed } from '../../src/delivery/report-mailed.ts';
import { reportReadyAtOutlet } from '../../src/delivery/report-ready-at-outlet.ts';
import type { Reported } from '../../src/production/report.ts';
import { reportAccountOpened } from '../../src/production/report-account-opened.ts';
import { reportProduced } from '../../src/production/report-produced.ts';
import type { TestCity } from './city.ts';

export const freshKey = (): string => randomBytes(8).toString('hex');

/** The value of a command that must not be refused. */
export const done = <T>(result: Result<T, Refused>): T => {
  if (!result.ok) throw new Error(`refused: ${result.code} ${JSON.stringify(result.facts)}`);
  return result.value;
};

/** `ok`, or the code of the refusal. */
export const codeOf = (result: Result<unknown, Refused>): string => (result.ok ? 'ok' : result.code);

export const mailForm = {
  ...{ delivery: 'mail', phone: '19900000001', address: '试验路1号院2号楼301', pledge: 'yes' },
  ...{ homeAddress: '试验路1号院2号楼302', occupation: 'retired' },
  consents: ['sensitive-data', 'share-with-bank'],
};

/** Applies online, by mail unless said otherwise. */
export const submit = async (city: Ground, personId: PersonId, form: object = mailForm): Promise<Submitted> =>
  done(
    await submitApplication(city, {
      ...{ personId, actor: 'holder', actorId: personId, level: 3, channel: 'minsheng', key: freshKey() },
      form: applicationForm.parse(form),
    }),
  );

/** Applies, and lets the time to withdraw pass. */
export const apply = async (city: TestCity, personId: PersonId, form: object = mailForm): Promise<Submitted> => {
  const submitted = await submit(city, personId, form);
  city.passTime({ minutes: 10 });
  return submitted;
};

export const chip = () => ({
  chipId: randomBytes(16).toString('hex').toUpperCase(),
  specificationVersion: '3.00',
  accountLastFour: '1234',
});

export type Reports = {
  readonly opened: () => Promise<Reported>;
  readonly produced: () => Promise<Reported>;
  readonly mailed: () => Promise<Reported>;
  readonly ready: (outletId: string) => Promise<Reported>;
  /** `more`: documents, and what is done on the spot. */
  readonly handedOver: (outletId: string, more?: object) => Promise<Reported>;
};

/** What the bank of an application reports, each under a fresh key. */
export const reportsOf = (
  city: TestCity,
  { number, bank }: { readonly number: string; readonly bank: string },
): Reports => {
  const given = <Body>(body: Body) => ({ bank, number, key: freshKey(), body });
  return {
    opened: async () => done(await reportAccountOpened(city, given({}))),
    produced: async () => done(await reportProduced(city, given(chip()))),
    mailed: async () => done(await reportMailed(city, given({ trackingNumber: `EA${number.replaceAll('-', '')}` }))),
    ready: async (outletId) => done(await reportReadyAtOutlet(city, given({ outletId }))),
    handedOver: async (outletId, more) =>
      done(await reportHandedOver(city, given(handedOverBody.parse({ outletId, ...more })))),
  };
};

/** A card that lies at an outlet of its bank. */
export const cardAtOutlet = async (city: TestCity, personId: PersonId, outletId: string): Promise<Submitted> => {
  const submitted = await apply(city, personId, { ...mailForm, delivery: 'outlet', outletId });
  const reports = reportsOf(city, submitted);
  await reports.opened();
  await reports.produced();
  await reports.ready(outletId);
  return submitted;
};

/** A card that is in the mail. */
export const mailedCard = async (city: TestCity, personId: PersonId): Promise<Submitted> => {
  const submitted = await apply(city, personId);
  const reports = reportsOf(city, submitted);
  await reports.opened();
  await reports.produced();
  await reports.mailed();
  return submitted;
};

/** A card that is in use, with an account that works; gives its id. */
export const activeCard = async (city: TestCity, personId: PersonId): Promise<CardId> => {
  await mailedCard(city, personId);
  const [row] = await city.sql<{ cardId: CardId }[]>`
    update cards set social_security = 'enabled', enabled_at = now(), financial = 'active'
    where person_id = ${personId} and generation = 3 returning card_id as "cardId"`;
  if (!row) throw new Error('no card was made');
  return row.cardId;
};
