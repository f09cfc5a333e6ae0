// Phone numbers: mainland mobile numbers, because the city's messages are text messages.

/** More people than this do not share a phone; a list that is longer is no answer to a look-up. */
export const mostPeopleAtPhone = 20;

/** Digits only, without the country code: `+86 199-0000-1234` → `19900001234`. */
export const normalisePhone = (written: string): string =>
  written
    .normalize('NFKC')
    .replace(/[\s()-]/g, '')
    .replace(/^(?:\+|00)?86(?=1\d{10}$)/, '');

/** Whether a normalised number is a mainland mobile number: 11 digits that begin with 13 to 19. */
export const isMobilePhone = (phone: string): boolean => /^1[3-9]\d{9}$/.test(phone);
