// Invented employers and schools: where, since when their clerk has opened group application, and for which banks.
import { districts } from '../base/districts.ts';
import type { EmployerRecord } from '../employers/employer.ts';
import type { Random } from './random.ts';

export type InventedEmployer = Pick<EmployerRecord, 'code' | 'name' | 'kind' | 'district' | 'groupOpenOn' | 'banks'>;

/** People of one employer, on average. */
const peopleOfOne = 120;
const fewest = 40;
/** Every so many-th is a school. */
const schoolEach = 12;

/** As many as so many people need; opened since the day their district could, some much later, some not at all. */
export const inventEmployers = (
  random: Random,
  people: number,
  {
    banks,
    openedFrom,
  }: { readonly banks: readonly [string, ...string[]]; readonly openedFrom: (district: string) => Temporal.PlainDate },
): readonly InventedEmployer[] =>
  Array.from({ length: Math.max(fewest, Math.ceil(people / peopleOfOne)) }, (_, n) => {
    const kind = n % schoolEach === 0 ? 'school' : 'employer';
    const district = districts[random.below(districts.length)]?.code ?? '110101';
    const opened = random.chance(0.75) ? openedFrom(district).add({ days: random.below(120) }) : null;
    const chosen = new Set(Array.from({ length: 1 + random.below(3) }, () => random.pick(banks)));
    return {
      code: `S${String(n).padStart(8, '0')}`,
      name: `虚构${kind === 'school' ? '学校' : '单位'}${n}号（示范）`,
      ...{ kind, district, groupOpenOn: opened, banks: [...chosen].sort() },
    };
  });
