// A file of invented people of any length, as a core system would send it.

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { checkCharacter } from '../../src/people/id-number.ts';

const headings =
  'core_number,name,id_type,id_number,id_valid_until,phone,district,groups,insured,pension_banks,retired_on,card_generation,card_bank,card_number,card_financial,electronic_card';

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const given = [...'秀英丽敏静强磊军洋勇艳杰娟涛明超兰霞平刚'];

/** Writes `count` people, each with other numbers; every second one has an old card. Numbers are of a demo range. */
export const writePeopleFile = async (path: string, count: number): Promise<void> => {
  const file = createWriteStream(path);
  file.write(`${headings}\n`);
  for (let n = 0; n < count; n++) if (!file.write(lineOf(n))) await once(file, 'drain');
  file.end();
  await once(file, 'close');
};

const lineOf = (n: number): string => {
  const born = Temporal.PlainDate.from('1930-01-01').add({ days: n % 12_000 });
  const digits = `${110101 + Math.floor(n / 1_200_000)}${born.toString().replaceAll('-', '')}${900 + (Math.floor(n / 12_000) % 100)}`;
  const name = `${surnames[n % 20]}${given[n % 19]}${given[n % 17]}`;
  const card = n % 2 === 0 ? `2,102,A${String(n).padStart(8, '0')},yes,yes` : ',,,,no';
  const phone = `199${String(n).padStart(8, '0')}`;
  return `${1_000_000_000 + n},${name},resident,${digits}${checkCharacter(digits)},long-term,${phone},110108,retiree,yes,102@2010-04-01,2010-03-31,${card}\n`;
};
