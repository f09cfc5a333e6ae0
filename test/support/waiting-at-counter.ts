// Somebody of the demo who applied at the counter of a bank's outlet for a card made on the spot, and the blanks that lie there.
import { readFile } from 'node:fs/promises';
import { applicationForm } from '../../src/applications/application-form.ts';
import { submitApplication } from '../../src/applications/submit-application.ts';
import type { PersonId } from '../../src/base/ids.ts';
import { enterStock } from '../../src/card-stock/keep-stock.ts';
import { findPersonByIdNumber } from '../../src/people/people-store.ts';
import { photoConverter } from '../../src/photos/photo-converter.ts';
import { uploadPhoto } from '../../src/photos/upload-photo.ts';
import { demoFile, listDemoPeople } from '../../src/simulators/demo-city.ts';
import { done, freshKey, mailForm } from './card-journey.ts';
import type { DemoProgram } from './demo-program.ts';
import { insertTestUploads } from './people.ts';

/** Of the clerk `staff-outlet-102`. */
const counter = { account: 'staff-outlet-102', outletId: 'Y1021011', bank: '102' };

export type WaitingAtCounter = { readonly personId: PersonId; readonly idNumber: string };

/** On a spring day on which cards are made on the spot. */
export const waitingAtCounter = async (city: DemoProgram, slug: string): Promise<WaitingAtCounter> => {
  city.setClock(Temporal.Instant.from('2026-03-02T10:00:00+08:00'));
  done(await enterStock(city, { keeper: counter, kind: 'received', quantity: 50, key: freshKey() }));
  const person = (await listDemoPeople()).find((each) => each.slug === slug);
  const personId = await findPersonByIdNumber(city.sql, city.keys, person?.idNumber ?? '');
  if (!person || !personId) throw new Error(`nobody is ${slug}`);
  await insertTestUploads(city, personId);
  const converter = photoConverter();
  const bytes = await readFile(demoFile('portrait-woman.jpg'));
  done(await uploadPhoto({ ...city, converter }, { personId, kind: 'card-photo', bytes }));
  await converter.close();
  const { account, outletId, bank } = counter;
  const filed = await submitApplication(city, {
    ...{ personId, actor: 'holder', actorId: account, level: 0, channel: 'bank', key: freshKey() },
    form: applicationForm.parse({ ...mailForm, delivery: 'outlet', outletId, phone: person.phone, bank }),
    counter: { outletId, bank, instant: true, documents: ['holder-id'], idValidity: 'long-term' },
  });
  done(filed);
  return { personId, idNumber: person.idNumber };
};
