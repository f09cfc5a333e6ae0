// The auditor's search: what is asked, held to what can be answered quickly, and a look left with everybody who is listed.
import { z } from 'zod';
import { dateIn, startOf } from '../base/dates.ts';
import type { Wiring } from '../wiring.ts';
import { auditLists } from './audit-lists.ts';
import { type AuditFilter, type AuditPlace, type AuditRow, listAudit } from './audit-search-store.ts';
import { leaveLook } from './leave-look.ts';
import type { Staff } from './staff.ts';

/** Rows of a page. */
export const auditPageSize = 50;

const word = (longest: number) =>
  z
    .string()
    .transform((text) => text.trim())
    // The database takes no text with a zero in it; no code has any such character.
    .pipe(
      z
        .string()
        .min(1)
        .max(longest)
        .regex(/^\P{Cc}+$/u),
    )
    .nullable()
    .catch(null);
const day = z.iso
  .date()
  .transform((text) => Temporal.PlainDate.from(text))
  .nullable()
  .catch(null);
const placeShape = z.tuple([z.iso.datetime(), z.uuid(), z.union([z.uuid(), z.string().regex(/^\d{1,9}$/)])]);

/** Where a page begins, as its address says it; null: at the beginning. */
const placeIn = (text: string): AuditPlace | null => {
  const place = placeShape.safeParse(text.split('_'));
  if (!place.success) return null;
  const [at, personId, id] = place.data;
  return { at: Temporal.Instant.from(at), personId, id };
};

/** What a page is asked with; whatever is no such word counts as not said. */
export const auditQuestion = z.object({
  list: z.enum(auditLists).catch('looks'),
  person: z.uuid().nullable().catch(null),
  account: word(120),
  outlet: word(60),
  action: word(60),
  from: day,
  to: day,
  after: z
    .string()
    .transform((text) => placeIn(text))
    .nullable()
    .catch(null),
});
export type AuditQuestion = z.infer<typeof auditQuestion>;

/** The same with days that are answered. */
export type AuditAsked = Omit<AuditQuestion, 'from' | 'to'> & {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  /** More days were asked for than are answered without a person, an account or an outlet. */
  readonly isCut: boolean;
};

/** Beyond this an answer is no longer looked at but counted, which is what exports and figures are for. */
const mostDays = 366;

/** Today, of somebody or some place the last year, unless said otherwise; a question about nobody in particular is about one day: nobody's page reads a million rows. */
export const askedOn = (question: AuditQuestion, today: Temporal.PlainDate): AuditAsked => {
  const isNarrow = question.person !== null || question.account !== null || question.outlet !== null;
  const to = question.to ?? (isNarrow ? today : (question.from ?? today));
  const earliest = to.subtract({ days: isNarrow ? mostDays - 1 : 0 });
  const from = question.from ?? earliest;
  const isCut = Temporal.PlainDate.compare(from, earliest) < 0;
  return { ...question, to, from: isCut ? earliest : from, after: placeOf(question), isCut };
};

/** A place of another list is none. */
const placeOf = ({ list, after }: AuditQuestion): AuditPlace | null =>
  after !== null && (list === 'events') === /^\d+$/.test(after.id) ? after : null;

export const filterOf = ({ list, person, account, outlet, action, from, to }: AuditAsked): AuditFilter => ({
  ...{ list, person, account, outlet, action, from: startOf(from), until: startOf(to.add({ days: 1 })) },
});

export type AuditPage = {
  readonly asked: AuditAsked;
  readonly rows: readonly AuditRow[];
  /** Where the next page begins; null: this is the last. */
  readonly next: AuditPlace | null;
};

type Ground = Pick<Wiring, 'sql' | 'keys' | 'businessClock'>;

/** One page. Everybody on it, and the person who was asked about, can see that an audit came by. */
export const searchAudit = async (
  ground: Ground,
  staff: Staff,
  { question, most = auditPageSize }: { readonly question: AuditQuestion; readonly most?: number },
): Promise<AuditPage> => {
  const asked = askedOn(question, dateIn(ground.businessClock()));
  const found = await listAudit(ground.sql, filterOf(asked), { after: asked.after, most: most + 1 });
  const rows = found.slice(0, most);
  const personIds = [...new Set(rows.map(({ personId }) => personId))];
  await leaveLook(ground, staff, { personIds, purpose: 'audit-searched', note: null });
  const last = rows.at(-1);
  return { asked, rows, next: found.length > most && last ? last : null };
};

export const placeInWords = ({ at, personId, id }: AuditPlace): string => `${at}_${personId}_${id}`;
