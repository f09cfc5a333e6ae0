// 督查 on the page of a complaint: which bank it is about, what the bureau found and did, and its next step (R-SUPERVISE-02).
import { randomUUID } from 'node:crypto';
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { timeText } from '../portal/dates.ts';
import { may } from '../staff/permissions.ts';
import { nothingTyped } from '../tickets/about-form.ts';
import { caseFindings, caseMeasures } from '../tickets/case.ts';
import type { CaseRow } from '../tickets/cases-store.ts';
import type { TicketRow } from '../tickets/tickets-store.ts';
import { AboutFields } from './about-fields.tsx';
import { Select } from './counter-fields.tsx';
import { Csrf } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Fact } from './pieces.tsx';

type CaseProps = {
  readonly page: ConsolePage;
  readonly snapshot: Snapshot;
  readonly ticket: TicketRow;
  /** undefined: there is none. */
  readonly supervised: CaseRow | undefined;
};

/** Nothing for whoever may not see it: a bank does not read what is found about it or another. */
export const CaseSection = (props: CaseProps) => {
  const { page, snapshot, supervised } = props;
  const { say, citizenSay, staff, language } = page;
  if (staff === null || !may(staff, 'see-supervision')) return null;
  return (
    <>
      <h2>{say('supervision.case')}</h2>
      {supervised === undefined ? (
        <p>{say('supervision.noCase')}</p>
      ) : (
        <dl class="facts">
          <Fact label={say('supervision.bank')}>{bankInWords(snapshot, supervised.bank, language)}</Fact>
          <Fact label={citizenSay('ticket.topic')}>{citizenSay(`ticket.topic.${supervised.topic}`)}</Fact>
          {supervised.place !== null && (
            <Fact label={say('supervision.place')}>{citizenSay(`ticket.place.${supervised.place}`)}</Fact>
          )}
          <Fact label={say('supervision.state')}>{say(`supervision.state.${supervised.state}`)}</Fact>
          <Fact label={say('supervision.opened')}>{timeText(supervised.openedAt, citizenSay)}</Fact>
          {supervised.finding !== null && (
            <Fact label={say('supervision.finding')}>{say(`supervision.finding.${supervised.finding}`)}</Fact>
          )}
          {supervised.measure !== null && (
            <Fact label={say('supervision.measure')}>{say(`supervision.measure.${supervised.measure}`)}</Fact>
          )}
        </dl>
      )}
      {may(staff, 'supervise-banks') && <NextStep {...props} />}
    </>
  );
};

const NextStep = ({ page, snapshot, ticket, supervised }: CaseProps) => {
  const { say } = page;
  const state = supervised?.state ?? 'none';
  if (state === 'closed') return null;
  return (
    <form method="post" action={`/console/tickets/${ticket.ticketId}/case`} noValidate>
      <Csrf page={page} />
      <input type="hidden" name="key" value={randomUUID()} />
      {state === 'none' && (
        <AboutFields page={page} snapshot={snapshot} typed={{ ...nothingTyped, topic: ticket.topic ?? '' }} />
      )}
      {state === 'open' && (
        <Select
          {...{ name: 'finding', label: say('supervision.finding'), values: {}, empty: say('tickets.choose') }}
          options={caseFindings.map((value) => ({ value, text: say(`supervision.finding.${value}`) }))}
        />
      )}
      {state === 'investigated' && (
        <Select
          {...{ name: 'measure', label: say('supervision.measure'), values: {}, empty: say('tickets.choose') }}
          options={caseMeasures.map((value) => ({ value, text: say(`supervision.measure.${value}`) }))}
        />
      )}
      <p class="actions">
        <button type="submit">{say(`supervision.act.${state}`)}</button>
      </p>
    </form>
  );
};
