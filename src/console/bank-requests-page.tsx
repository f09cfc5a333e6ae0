// 请银行办理的事项: what the issuing banks were asked about accounts, how long each waits, and asking once more.
import {
  type BankRequest,
  type BankRequestList,
  bankRequestKinds,
  bankRequestLists,
  mostRounds,
} from '../finance/bank-request.ts';
import type { ListedBankRequest } from '../finance/bank-requests-store.ts';
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { timeText } from '../portal/dates.ts';
import { may } from '../staff/permissions.ts';
import { Select } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { ListTable } from './pieces.tsx';

/** As many as are listed at most; the rest is found by its kind. */
export const mostListed = 200;

type ListProps = {
  readonly page: ConsolePage;
  readonly requests: readonly ListedBankRequest[];
  readonly list: BankRequestList;
  readonly kind: string;
  /** What became of asking once more; null: nobody did. */
  readonly asked: 'yes' | 'no' | 'often' | null;
  readonly now: Temporal.Instant;
  readonly snapshot: Snapshot;
};

export const BankRequestsPage = (props: ListProps) => {
  const { page, requests, list, kind, asked } = props;
  const { say } = page;
  return (
    <Frame page={page} title={say('bankRequests.title')} section="bankRequests">
      <h1>{say('bankRequests.title')}</h1>
      <p class="lead">{say('bankRequests.lead')}</p>
      {asked !== null && <p role="status">{say(`bankRequests.asked.${asked}`, { most: mostRounds })}</p>}
      <form method="get" action="/console/bank-requests" class="actions filters">
        <Select
          name="list"
          label={say('bankRequests.list')}
          {...{ all: null, value: list }}
          options={bankRequestLists.map((value) => ({ value, text: say(`bankRequests.list.${value}`) }))}
        />
        <Select
          name="kind"
          label={say('bankRequests.kind')}
          {...{ all: say('queue.all'), value: kind }}
          options={bankRequestKinds.map((value) => ({ value, text: say(`bankRequests.kind.${value}`) }))}
        />
        <button class="quiet" type="submit">
          {say('queue.filter')}
        </button>
      </form>
      {requests.length === 0 ? <p>{say('bankRequests.none')}</p> : <Requests {...props} />}
      {requests.length === mostListed && <p class="hint">{say('bankRequests.most', { count: mostListed })}</p>}
    </Frame>
  );
};

const columns = ['kind', 'bank', 'at', 'state', 'person'] as const;

/** Nothing of the person stands here: whoever opens the record leaves a look that its person sees. */
const Requests = ({ page, requests, now, snapshot }: ListProps) => {
  const { say, citizenSay, language, staff } = page;
  const mayAsk = staff !== null && may(staff, 'ask-bank-again');
  const mayOpen = staff !== null && may(staff, 'see-person');
  return (
    <ListTable heads={columns.map((column) => say(`bankRequests.${column}`))}>
      {requests.map((request) => (
        <tr key={request.bankRequestId}>
          <th scope="row">{say(`bankRequests.kind.${request.kind}`)}</th>
          <td>{bankInWords(snapshot, request.bank, language)}</td>
          <td>{timeText(request.askedAt, citizenSay)}</td>
          <td class={isLate(request, now) ? 'late' : undefined}>
            {stateText(page, request, now)}
            {mayAsk && <AskAgain page={page} request={request} />}
          </td>
          <td>
            {mayOpen && (
              <a href={`/console/people/${request.personId}`} data-row>
                {say('bankRequests.open')}
              </a>
            )}
          </td>
        </tr>
      ))}
    </ListTable>
  );
};

const AskAgain = ({ page, request: { bankRequestId, state, rounds } }: { page: ConsolePage; request: BankRequest }) =>
  state === 'requested' || rounds >= mostRounds ? null : (
    <form method="post" action={`/console/bank-requests/${bankRequestId}/ask`}>
      <Csrf page={page} />
      <input type="hidden" name="round" value={rounds} />
      <button class="quiet" type="submit">
        {page.say('bankRequests.again')}
      </button>
    </form>
  );

/** Whether its holder should not wait any longer, but call the bank: swept already or not. */
export const isLate = ({ state, rounds, dueAt }: BankRequest, now: Temporal.Instant): boolean =>
  state === 'timed-out' || (state === 'requested' && (rounds > 1 || Temporal.Instant.compare(dueAt, now) <= 0));

/** What became of it, and what to tell whoever asks. */
export const stateText = ({ say, citizenSay }: ConsolePage, request: BankRequest, now: Temporal.Instant): string => {
  const { state, rounds, dueAt, refusal, answeredAt } = request;
  if (state === 'refused') return say(`bankRequests.refusal.${refusal ?? 'other'}`);
  if (state === 'confirmed')
    return say('bankRequests.confirmed', { time: answeredAt ? timeText(answeredAt, citizenSay) : '' });
  if (state === 'replaced') return say('bankRequests.replaced');
  if (state === 'timed-out') return say('bankRequests.timedOut', { rounds });
  if (isLate(request, now)) return say('bankRequests.late', { rounds });
  return say('bankRequests.waiting', { time: timeText(dueAt, citizenSay) });
};
