// One row that was added: what it says and rests on, what became of it, whom it touches, and what is left to decide.
import type { ComponentChildren } from 'preact';
import { type RecordedRow, type RowDecision, stateOf } from '../policy/added/added-row.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { dayText, dayTextOf, timeText } from '../portal/dates.ts';
import { may } from '../staff/permissions.ts';
import { DecisionFields } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Problem } from './pieces.tsx';
import { contentInWords } from './policy-rows.ts';

type RowProps = {
  readonly page: ConsolePage;
  readonly row: RecordedRow;
  readonly snapshot: Snapshot;
  readonly today: Temporal.PlainDate;
  /** Why a decision was not taken. */
  readonly problem: string | null;
  /** Whom it touches, while that is still to be decided. */
  readonly children?: ComponentChildren;
};

export const PolicyRowPage = (props: RowProps) => {
  const { page, row, problem, children } = props;
  const { say } = page;
  const title = say('policy.one', { number: row.number });
  return (
    <Frame page={page} title={title} section="policy">
      <h1>{title}</h1>
      <p class="lead" role="status">
        {say(`policy.state.${stateOf(row)}`)}
      </p>
      <Problem problem={problem} />
      <Facts {...props} />
      {children}
      <Deciding {...props} />
      <p>
        <a href={`/console/policy?kind=${row.content.kind}`}>{say('policy.all-rows')}</a>
      </p>
    </Frame>
  );
};

const Facts = ({ page, row, snapshot }: RowProps) => {
  const { say, citizenSay } = page;
  const { content, source } = row;
  const facts: readonly (readonly [string, string])[] = [
    [say(`policy.kind.${content.kind}`), contentInWords(content, page, snapshot)],
    ...(content.kind === 'calendar-year'
      ? ([
          [say('policy.field.holidays'), content.holidays.join(' ')],
          [say('policy.field.makeUpWorkdays'), content.makeUpWorkdays.join(' ')],
        ] as const)
      : ([
          [say('policy.from'), dayTextOf(content.from, citizenSay)],
          [
            say('policy.until'),
            content.until === undefined ? say('policy.open-ended') : dayTextOf(content.until, citizenSay),
          ],
        ] as const)),
    ...(row.supersedes === null ? [] : [[say('policy.supersedes'), row.supersedes] as const]),
    [say('policy.effective'), dayText(row.effectiveOn, citizenSay)],
    [say('policy.source'), `${source.document} ${source.clause} (${dayText(source.date, citizenSay)})`],
    [say('policy.reason'), row.reason],
    [say('policy.proposed'), `${row.proposedBy} · ${timeText(row.proposedAt, citizenSay)}`],
    ...row.decisions.map(
      ({ decision, decidedBy, decidedAt, note }) =>
        [
          say(`policy.state.${decision}`),
          [decidedBy, timeText(decidedAt, citizenSay), note].filter(Boolean).join(' · '),
        ] as const,
    ),
  ];
  return (
    <dl class="facts">
      {facts.map(([term, text]) => (
        <>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </>
      ))}
    </dl>
  );
};

type Decision = RowDecision['decision'];

/** What this person may still decide; the use case asks all of it again. */
const openDecisions = ({ page: { staff }, row, today }: RowProps): readonly Decision[] => {
  if (staff === null) return [];
  const state = stateOf(row);
  const isOwn = row.proposedBy === staff.account;
  const back: readonly Decision[] = may(staff, 'propose-policy') ? ['taken-back'] : [];
  if (state === 'proposed') return isOwn || !may(staff, 'decide-policy') ? back : ['confirmed', 'refused', ...back];
  const isInForce = Temporal.PlainDate.compare(row.effectiveOn, today) <= 0;
  return state === 'confirmed' && !isInForce ? back : [];
};

const Deciding = (props: RowProps) => {
  const { page, row } = props;
  const { say, staff } = page;
  const decisions = openDecisions(props);
  if (decisions.length === 0)
    return stateOf(row) === 'confirmed' ? <p class="hint">{say('policy.corrected')}</p> : null;
  return (
    <section class="narrow">
      <h2>{say('policy.decide')}</h2>
      <p>
        {row.proposedBy === staff?.account && stateOf(row) === 'proposed' ? say('policy.own') : say('policy.backLead')}
      </p>
      <form method="post" action={`/console/policy/rows/${row.number}`}>
        <Csrf page={page} />
        <DecisionFields
          {...{ decisions, label: say('policy.note'), mostLength: 200 }}
          textOf={(decision) => say(`policy.decision.${decision}`)}
        />
      </form>
    </section>
  );
};

export const NoPolicyRowPage = ({ page }: { readonly page: ConsolePage }) => (
  <Frame page={page} title={page.say('policy.unknown')} section="policy">
    <h1>{page.say('policy.unknown')}</h1>
    <p>
      <a href="/console/policy">{page.say('policy.all-rows')}</a>
    </p>
  </Frame>
);
