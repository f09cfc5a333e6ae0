// 帮办: the help requests somebody has to see to, by the day that is wished, narrowed and page by page.
import type { ListedHelp } from '../help-requests/help-requests-store.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { dayText, timeText } from '../portal/dates.ts';
import { may } from '../staff/permissions.ts';
import { ExportLink, exportPath } from './export-link.tsx';
import { Select } from './form-fields.tsx';
import { Frame } from './frame.tsx';
import { type HelpList, helpListPath } from './help-list.ts';
import type { ConsolePage } from './page.ts';
import { ListTable } from './pieces.tsx';
import { placeIn } from './visit-pages.tsx';

type ListProps = {
  readonly page: ConsolePage;
  readonly listed: HelpList;
  readonly today: Temporal.PlainDate;
  readonly snapshot: Snapshot;
};

const columns = ['day', 'kind', 'place', 'state', 'asked'] as const;

/** Nothing of the person stands here: whoever needs the address opens the request, which the person can see. */
export const VisitsPage = (props: ListProps) => {
  const { page, listed } = props;
  const { say, staff } = page;
  const { asked, requests, next } = listed;
  const isHotline = staff !== null && may(staff, 'reassign-help-request');
  return (
    <Frame page={page} title={say('visits.title')} section="visits">
      <h1>{say('visits.title')}</h1>
      <p class="lead">{say(isHotline ? 'visits.leadHotline' : 'visits.lead')}</p>
      {!isHotline && <Filters page={page} listed={listed} />}
      {requests.length === 0 ? <p>{say('visits.none')}</p> : <Requests {...props} />}
      <p class="actions">
        {asked.after !== null && <a href={helpListPath({ ...asked, after: null })}>{say('queue.first')}</a>}
        {next !== null && (
          <a class="button" rel="next" href={helpListPath({ ...asked, after: next })}>
            {say('queue.next')}
          </a>
        )}
        {requests.length > 0 && (
          <ExportLink page={page} href={exportPath('help-requests', { state: asked.state, outlet: asked.outlet })} />
        )}
      </p>
    </Frame>
  );
};

/** By GET: it only asks. */
const Filters = ({ page, listed: { asked, streets } }: Pick<ListProps, 'page' | 'listed'>) => {
  const { say } = page;
  return (
    <form method="get" action="/console/help-requests" class="actions filters">
      <Select
        name="state"
        label={say('visits.state')}
        {...{ all: say('queue.all'), value: asked.state ?? '' }}
        options={(['requested', 'accepted'] as const).map((value) => ({ value, text: say(`visits.state.${value}`) }))}
      />
      {streets.length > 0 && (
        <Select
          name="outlet"
          label={say('visits.place')}
          {...{ all: say('queue.all'), value: asked.outlet ?? '' }}
          options={streets.map(({ outletId, name }) => ({ value: outletId, text: name }))}
        />
      )}
      <button class="quiet" type="submit">
        {say('queue.filter')}
      </button>
    </form>
  );
};

const Requests = (props: ListProps) => (
  <ListTable heads={columns.map((column) => props.page.say(`visits.${column}`))}>
    {props.listed.requests.map((request) => (
      <Row key={request.helpRequestId} {...props} request={request} />
    ))}
  </ListTable>
);

const Row = ({ page, today, snapshot, request }: ListProps & { readonly request: ListedHelp }) => {
  const { say, citizenSay } = page;
  return (
    <tr>
      <th scope="row">
        <a href={`/console/help-requests/${request.helpRequestId}`} data-row>
          {dayText(request.wishedOn, citizenSay)} {citizenSay(`ask.part.${request.wishedPart}`)}
        </a>
        {Temporal.PlainDate.compare(request.wishedOn, today) < 0 && (
          <span class="late"> {say('visits.late', { days: request.wishedOn.until(today).days })}</span>
        )}
      </th>
      <td>{citizenSay(`ask.kind.${request.kind}`)}</td>
      <td>{placeIn(page, snapshot, request)}</td>
      <td>{say(`visits.state.${request.state}`)}</td>
      <td>{timeText(request.requestedAt, citizenSay)}</td>
    </tr>
  );
};
