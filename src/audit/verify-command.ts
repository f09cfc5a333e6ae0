// What `npm run audit:verify` takes and says: options, progress, findings, and where its knowledge ends; in Chinese and English.
import { z } from 'zod';
import { CannotStart } from '../base/cannot-start.ts';
import { cityTimeZone, startOf } from '../base/dates.ts';
import type { PersonId } from '../base/ids.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Sql } from '../database/connection.ts';
import { type Fault, faultLine } from './fault.ts';
import { mostCounted, type Progress, type Verified, verifyAudit, type Wanted } from './verify-audit.ts';

const usage = (): CannotStart =>
  new CannotStart({
    zh: '用法：npm run audit:verify，可加 -- --person <编号> 或 -- --since <日期或时刻>',
    en: 'Usage: npm run audit:verify, or with -- --person <id> or -- --since <day or instant>',
  });

const personShape = z.uuid().pipe(z.custom<PersonId>());
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Throws CannotStart for what it does not take. */
export const readWanted = (options: readonly string[]): Wanted => {
  const [name, value, ...more] = options;
  if (name === undefined) return { of: 'all' };
  if (more.length > 0 || value === undefined) throw usage();
  const person = personShape.safeParse(value.toLowerCase());
  if (name === '--person' && person.success) return { of: 'person', personId: person.data };
  if (name === '--since') return { of: 'since', at: instantOf(value) };
  throw usage();
};

/** A day begins at midnight in the city. */
const instantOf = (text: string): Temporal.Instant => {
  try {
    return day.safeParse(text).success ? startOf(Temporal.PlainDate.from(text)) : Temporal.Instant.from(text);
  } catch {
    throw usage();
  }
};

/** Findings said one by one; beyond these only their number. */
const mostSaid = 1_000;
const progressEverySeconds = 5;

export type Saying = {
  /** One line of the report. */
  readonly say: (line: string) => void;
  /** One line about how far it is. */
  readonly sayProgress: (line: string) => void;
};

/** Checks and says what was found; gives the exit code: 0 when nothing was, else 1. */
export const verifyCommand = async (
  ground: { readonly sql: Sql; readonly keys: Keys; readonly folder: string },
  options: readonly string[],
  { say, sayProgress }: Saying,
): Promise<number> => {
  const wanted = readWanted(options);
  let said = 0;
  const tell = (fault: Fault): void => {
    said += 1;
    if (said <= mostSaid) say(faultLine(fault));
  };
  let lastSaid = performance.now();
  const progress = (soFar: Progress): void => {
    if (performance.now() - lastSaid < progressEverySeconds * 1_000) return;
    lastSaid = performance.now();
    sayProgress(countsLine(soFar));
  };
  const verified = await verifyAudit({ ...ground, wanted, tell, progress });
  if (said > mostSaid) say(`… 共 ${said} 处 findings in all`);
  for (const line of summary(wanted, verified)) say(line);
  return verified.faults === 0 ? 0 : 1;
};

const countsLine = ({ people, events, refusals, looks, seals }: Progress): string =>
  `${people} 人 people · ${events} 条事件 events · ${refusals} 次拒绝 refusals · ${looks} 次查看 looks · ${seals} 个封签 seals`;

const summary = (wanted: Wanted, verified: Verified): readonly string[] => [
  `已核对 checked: ${countsLine(verified)}`,
  verified.faults === 0
    ? '没有发现改动、插入或删除。 Nothing was changed, inserted or removed.'
    : `发现 ${verified.faults} 处问题。 ${verified.faults} findings.`,
  ...(wanted.of === 'all'
    ? []
    : ['只核对了一部分：其余见完整核对。 A part only; the rest is for a run without options.']),
  ...knowledge(verified),
];

/** Without a seal nobody misses rows that went together with their head. */
const knowledge = ({ last, copied, unsealed }: Verified): readonly string[] => {
  const rows = unsealed === mostCounted ? `${unsealed}+` : String(unsealed);
  if (!last)
    return [
      `还没有封签，整行删除无从发现（${rows} 行）。 No seal yet: whole rows could be gone unnoticed (${rows} rows).`,
    ];
  const at = last.at.toZonedDateTimeISO(cityTimeZone).toPlainDateTime().round('second').toString().replace('T', ' ');
  return [
    `所知到封签 ${last.number} 为止（北京时间 ${at}，库外副本到封签 ${copied}）；其后 ${rows} 行只能核对自身和链，尚不能发现链尾的删除。`,
    `Knowledge ends with seal ${last.number} (${at} Beijing time; the copy outside with seal ${copied}); of the ${rows} rows after it each row and its chain are checked, but a cut tail would not be missed yet.`,
  ];
};
