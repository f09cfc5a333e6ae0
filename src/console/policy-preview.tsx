// Whom a row would touch: the fixed grid asked on its first days with the rows there are and with the row.
import type { VNode } from 'preact';
import { ok, type Result } from '../base/result.ts';
import { changeDaysOf, type RowsClash } from '../policy/added/check-rows.ts';
import { compareAnswers } from '../policy/added/compare-answers.ts';
import { candidateOf, type Proposal } from '../policy/added/propose-row.ts';
import { dayText } from '../portal/dates.ts';
import { countRunningOf } from '../staff/queue-store.ts';
import type { Wiring } from '../wiring.ts';
import type { ConsolePage } from './page.ts';
import { Differences } from './policy-impact.tsx';

/** Each day asks thousands of questions; what a row changes shows on the first days on which something changes. */
const mostDays = 2;

export const previewOf = async (
  wiring: Wiring,
  proposal: Omit<Proposal, 'reason'>,
  page: ConsolePage,
): Promise<Result<VNode, RowsClash>> => {
  const candidate = await candidateOf(wiring, proposal);
  if (!candidate.ok) return candidate;
  const { row, before, after } = candidate.value;
  const days = changeDaysOf(row, { before: before.rows, after: after.rows }).slice(0, mostDays);
  const parts: VNode[] = [];
  for (const each of days) {
    const on = Temporal.PlainDate.from(each);
    const sides = { before: { snapshot: before, on }, after: { snapshot: after, on } };
    const comparison = await compareAnswers(sides.before, sides.after);
    const values = { asked: comparison.asked, day: dayText(on, page.citizenSay) };
    parts.push(
      <div key={each}>
        <p>{page.say('policy.impactLead', values)}</p>
        <Differences page={page} comparison={comparison} {...sides} />
      </div>,
    );
  }
  const { content } = row;
  const running = content.kind === 'bank' ? await countRunningOf(wiring.sql, content.code) : null;
  return ok(
    <section>
      <h2>{page.say('policy.impact')}</h2>
      {running !== null && <p>{page.say('policy.running', { count: running })}</p>}
      {days.length === 0 && <p>{page.say('policy.impactNone')}</p>}
      {parts}
    </section>,
  );
};
