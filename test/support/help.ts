// Somebody who asks for help at home, and who answers, for tests.
import assert from 'node:assert/strict';
import type { PersonId } from '../../src/base/ids.ts';
import { acceptHelp } from '../../src/help-requests/accept-help.ts';
import type { HelpCommand } from '../../src/help-requests/answer-help.ts';
import { helpForm } from '../../src/help-requests/help-form.ts';
import { type HelpRequestId, parseHelpRequestId } from '../../src/help-requests/help-request.ts';
import { type HelpAsked, requestHelp } from '../../src/help-requests/request-help.ts';
import { done, freshKey } from './card-journey.ts';
import type { TestCity } from './city.ts';

/** A street outlet in 海淀 with the id `street-<name>`. */
export const insertStreet = async (
  { sql }: Pick<TestCity, 'sql'>,
  name: string,
  district = '110108',
): Promise<string> => {
  const outletId = `street-${name}`;
  await sql`
    insert into outlets (outlet_id, kind, district, name, address)
    values (${outletId}, 'street', ${district}, ${`试验街道${name}`}, ${'试验街1号'}) on conflict do nothing`;
  return outletId;
};

/** The day after the opening one is a Friday and a working day. */
export const streetForm = {
  ...{ kind: 'street', outletId: 'street-a', wishedOn: '2025-10-10', wishedPart: 'morning' },
  ...{ phone: '199-0000-0005', address: '试验路7号院7号楼707', note: '听力不好' },
};
export const bankForm = { ...streetForm, kind: 'bank-visit', outletId: '' };

export const askOf = (personId: PersonId, form: object = streetForm, changes: Partial<HelpAsked> = {}): HelpAsked => ({
  ...{ personId, actor: 'holder', actorId: personId, level: 2, channel: 'minsheng', key: freshKey() },
  form: helpForm.parse(form),
  ...changes,
});

export const askForHelp = async (city: TestCity, personId: PersonId, form?: object): Promise<HelpRequestId> => {
  const { helpRequestId } = done(await requestHelp(city, askOf(personId, form)));
  return idOf(helpRequestId);
};

export const idOf = (text: string): HelpRequestId => {
  const id = parseHelpRequestId(text);
  assert.ok(id, `${text} is no id`);
  return id;
};

export const byStreet = (helpRequestId: HelpRequestId, outletId = 'street-a'): HelpCommand => ({
  acting: { actor: 'staff', actorId: `clerk-of-${outletId}`, channel: 'street', outlet: outletId, bank: null },
  reach: { of: 'outlet', outletId },
  key: freshKey(),
  helpRequestId,
});

export const byBank = (helpRequestId: HelpRequestId, bank = '102'): HelpCommand => ({
  acting: { actor: 'bank', actorId: bank, channel: 'bank-interface', outlet: null, bank },
  reach: { of: 'bank', bank },
  key: freshKey(),
  helpRequestId,
});

/** Asked for and accepted by the street. */
export const acceptedHelp = async (city: TestCity, personId: PersonId): Promise<HelpRequestId> => {
  const helpRequestId = await askForHelp(city, personId);
  done(await acceptHelp(city, byStreet(helpRequestId)));
  return helpRequestId;
};
