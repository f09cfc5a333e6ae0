// The word of somebody as an outlet recorded it: for an agent who has no login here.
import { type AuthorisationId, authorisableServices } from '../../src/authorisations/authorisation.ts';
import { type AuthorisationRecording, recordAuthorisation } from '../../src/authorisations/record-authorisation.ts';
import { dateIn } from '../../src/base/dates.ts';
import type { PersonId } from '../../src/base/ids.ts';
import { done, freshKey } from './card-journey.ts';
import type { TestCity } from './city.ts';
import { testPerson } from './people.ts';

/** For every service there is, half a year from today, unless said otherwise. */
export const authorise = async (
  city: TestCity,
  personId: PersonId,
  changes: Partial<AuthorisationRecording> = {},
): Promise<AuthorisationId> => {
  const { idNumber } = testPerson({ birthDate: Temporal.PlainDate.from('1980-01-01') });
  const recorded = done(
    await recordAuthorisation(city, {
      ...{ personId, kind: 'agent', agent: { name: '王代办', idNumber }, services: authorisableServices },
      until: dateIn(city.businessClock()).add({ months: 6 }),
      documents: ['holder-id', 'agent-id', 'authorisation'],
      ...{ staff: { account: 'clerk-7', outletId: 'street-1', bank: null }, channel: 'street', key: freshKey() },
      ...changes,
    }),
  );
  return recorded.authorisationId;
};
