// Masking: what is shown of a personal datum to those who need to recognise but not to know it (design: masking convention).

const stars = (count: number): string => '*'.repeat(Math.max(count, 0));

/** 张三 → `张*`, 欧阳小明 → `欧**`; never more than two stars, so that a long name does not show its length. */
export const maskName = (name: string): string => {
  const [first = '', ...others] = name;
  return first + stars(Math.min(others.length, 2));
};

/** `1101**********1234`; also for the 15 characters of a foreign permanent resident. Too short to mask: all stars. */
export const maskIdNumber = (idNumber: string): string =>
  idNumber.length < 12 ? stars(idNumber.length) : keepEnds(idNumber, 4, 4);

/** `199****1234`. */
export const maskPhone = (phone: string): string => (phone.length < 11 ? stars(phone.length) : keepEnds(phone, 3, 4));

/** `****1234`: the last four of a bank account or card number. */
export const maskAccount = (account: string): string =>
  account.length < 8 ? stars(account.length) : `****${account.slice(-4)}`;

/** `北京市海淀区****`: which part of the city, not where; too short to mask: all stars. */
export const maskAddress = (address: string): string => {
  const characters = [...address];
  return characters.length < 8 ? stars(characters.length) : `${characters.slice(0, 6).join('')}****`;
};

const keepEnds = (text: string, first: number, last: number): string =>
  text.slice(0, first) + stars(text.length - first - last) + text.slice(-last);
