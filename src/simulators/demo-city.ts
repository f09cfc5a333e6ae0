// The demo city: invented people, employers and outlets, brought in through the importers a real city would use.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { fileInput } from '../base/input.ts';
import { readRows } from '../base/rows.ts';
import { type ImportWiring, importOne } from '../people/import-command.ts';
import { importPhoto } from '../photos/import-photo.ts';
import { demoPeopleWords } from './demo-people-words.ts';

/** Where a file of the folder demo/ lies. */
export const demoFile = (name: string): string => fileURLToPath(new URL(`../../demo/${name}`, import.meta.url));

/** People whose photo is on file: drawings that nobody takes for a person. The others upload one. */
const portraits = {
  'portrait-woman.jpg': ['9900000001', '9900000022'],
  'portrait-man.jpg': ['9900000002', '9900000014'],
} as const;

/** Employers before people, who name them. */
const files = ['employers.csv', 'outlets.csv', 'people.csv'] as const;

/** Somebody one can be in the demo. */
export type DemoPerson = {
  readonly slug: string;
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string;
  /** One line on what is to be seen with this person. */
  readonly note: { readonly zh: string; readonly en: string };
};

/** Fills the city; a later start finds everything there and changes nothing. */
export const loadDemoCity = async (wiring: ImportWiring): Promise<void> => {
  for (const name of files) {
    const { rejected } = await importOne(wiring, demoFile(name));
    if (rejected > 0) throw new Error(`demo/${name} has ${rejected} rows that its own importer refuses`);
  }
  for (const [name, coreNumbers] of Object.entries(portraits)) {
    const jpeg = await readFile(demoFile(name));
    for (const coreNumber of coreNumbers) await importPhoto(wiring, { coreNumber, jpeg });
  }
};

/** The people of demo/people.csv, in its order. */
export const listDemoPeople = async (): Promise<readonly DemoPerson[]> => {
  const columns = {
    core_number: { heading: '个人编号' },
    name: { heading: '姓名' },
    id_number: { heading: '证件号码' },
    phone: { heading: '手机号码' },
  };
  const people: DemoPerson[] = [];
  for await (const { fields } of readRows(fileInput(demoFile('people.csv')), columns)) {
    const words = demoPeopleWords.find(({ coreNumber }) => coreNumber === fields.core_number);
    if (!words) throw new Error(`nothing is said of demo person ${fields.core_number}`);
    const { slug, zh, en } = words;
    people.push({ slug, name: fields.name, idNumber: fields.id_number, phone: fields.phone, note: { zh, en } });
  }
  return people;
};

/** By the code of a bank its first counter in demo/outlets.csv: what a bank knows of itself. */
export const findDemoCounters = async (): Promise<ReadonlyMap<string, string>> => {
  const columns = {
    outlet_id: { heading: '网点编号' },
    bank: { heading: '银行' },
  };
  const counters = new Map<string, string>();
  for await (const { fields } of readRows(fileInput(demoFile('outlets.csv')), columns))
    if (fields.bank !== '' && !counters.has(fields.bank)) counters.set(fields.bank, fields.outlet_id);
  return counters;
};
