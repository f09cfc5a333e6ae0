// Those who share a phone, told apart by as little as it takes.
import { maskName } from '../../base/masking.ts';
import type { PersonRecord } from '../../people/person.ts';
import type { Say } from '../words/words.ts';

/** A masked name; where two are alike also the year of birth, and where that is alike the end of the ID number. */
export const labelsOf = (people: readonly PersonRecord[], say: Say): readonly string[] => {
  const names = people.map(({ name }) => maskName(name));
  const withYears = people.map(({ birthDate }, at) => `${names[at]} · ${say('who.born', { year: birthDate.year })}`);
  return people.map(({ idNumber }, at) => {
    const [name = '', withYear = ''] = [names[at], withYears[at]];
    if (isAlone(name, names)) return name;
    if (isAlone(withYear, withYears)) return withYear;
    return `${withYear} · ${say('who.ending', { ending: idNumber.slice(-2) })}`;
  });
};

const isAlone = (one: string, all: readonly string[]): boolean => all.filter((each) => each === one).length === 1;
