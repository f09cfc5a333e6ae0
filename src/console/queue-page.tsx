// A page of a queue: which list, filters, rows with late said in words, the way to the next page, and taking it out as a file.
import { isLate } from '../applications/find-progress.ts';
import { districts } from '../base/districts.ts';
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { dayText } from '../portal/dates.ts';
import { mostCounted, type Queue } from '../staff/find-queue.ts';
import { may } from '../staff/permissions.ts';
import { pageSizes, placeInWords, type QueueList, type QueueQuestion } from '../staff/queue.ts';
import type { QueuedApplication } from '../staff/queue-store.ts';
import { type BulkAction, bulkActions, staffActionOf } from './bulk-actions.ts';
import { leftText } from './due-text.ts';
import { ExportLink, exportPath } from './export-link.tsx';
import { Select } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { ListTable } from './pieces.tsx';
import { districtName } from './search-routes.tsx';

type QueueProps = { readonly page: ConsolePage; readonly queue: Queue; readonly snapshot: Snapshot };

export const QueuePage = (props: QueueProps) => (
  <Frame page={props.page} title={listTitle(props.page, props.queue.asked.list)} section="home">
    <h1>{listTitle(props.page, props.queue.asked.list)}</h1>
    <QueueView {...props} />
  </Frame>
);

export const listTitle = ({ say, citizenSay }: ConsolePage, list: QueueList): string =>
  list === 'due' || list === 'undated' ? say(`queue.${list}`) : citizenSay(`application.${list}`);

export const countText = (page: ConsolePage, count: number): string =>
  count > mostCounted ? page.say('home.countMore', { count: mostCounted }) : page.say('home.count', { count });

export const Counts = ({ page, queue }: { page: ConsolePage; queue: Queue }) => (
  <dl class="counts">
    <div class={queue.late > 0 ? 'late' : undefined}>
      <dt>{page.say('home.late')}</dt>
      <dd>{countText(page, queue.late)}</dd>
    </div>
    <div>
      <dt>{page.say('home.soon')}</dt>
      <dd>{countText(page, queue.soon)}</dd>
    </div>
  </dl>
);

/** The address of a page: only what differs from the first page of the first list stands in it. */
export const queuePath = (asked: Partial<QueueQuestion>): string => {
  const { list, bank, district, limit, after } = asked;
  const query = new URLSearchParams({
    ...(list && list !== 'due' && { list }),
    ...(bank && { bank }),
    ...(district && { district }),
    ...(limit !== undefined && limit !== pageSizes[0] && { limit: String(limit) }),
    ...(after && { after: placeInWords(after) }),
  });
  return query.size === 0 ? '/console/queue' : `/console/queue?${query}`;
};

/** On the home page too, as the first page of the first list. */
export const QueueView = (props: QueueProps) => {
  const { page, queue } = props;
  const { asked, next, rows } = queue;
  return (
    <>
      <Lists {...props} />
      <Filters {...props} />
      {rows.length === 0 ? <p>{page.say(next === null ? 'queue.empty' : 'queue.noneYet')}</p> : <Rows {...props} />}
      <p class="actions">
        {asked.after !== null && <a href={queuePath({ ...asked, after: null })}>{page.say('queue.first')}</a>}
        {next !== null && (
          <a class="button" rel="next" href={queuePath({ ...asked, after: next })}>
            {page.say(rows.length === 0 ? 'queue.goOn' : 'queue.next')}
          </a>
        )}
        {rows.length > 0 && <ExportLink page={page} href={exportOf(queue)} />}
      </p>
    </>
  );
};

const exportOf = ({ asked: { list, bank, district } }: Queue): string => exportPath('queue', { list, bank, district });

const Lists = ({ page, queue: { lists, asked } }: QueueProps) => (
  <nav class="lists" aria-label={page.say('queue.lists')}>
    {lists.map((list) => (
      <a
        key={list}
        href={queuePath({ ...asked, list, after: null })}
        aria-current={list === asked.list ? 'page' : undefined}
      >
        {listTitle(page, list)}
      </a>
    ))}
  </nav>
);

/** By GET: it only asks. */
const Filters = ({ page, queue: { asked, ofAllBanks }, snapshot }: QueueProps) => {
  const { say, language } = page;
  return (
    <form method="get" action="/console/queue" class="actions filters">
      <input type="hidden" name="list" value={asked.list} />
      {ofAllBanks && (
        <Select
          name="bank"
          label={say('home.bank')}
          {...{ all: say('queue.all'), value: asked.bank ?? '' }}
          options={banksOf(snapshot).map((code) => ({ value: code, text: bankInWords(snapshot, code, language) }))}
        />
      )}
      <Select
        name="district"
        label={say('person.district')}
        {...{ all: say('queue.all'), value: asked.district ?? '' }}
        options={districts.map((each) => ({ value: each.code, text: each[language] }))}
      />
      <Select
        name="limit"
        label={say('queue.limit')}
        {...{ all: null, value: String(asked.limit) }}
        options={pageSizes.map((size) => ({ value: String(size), text: String(size) }))}
      />
      <button class="quiet" type="submit">
        {say('queue.filter')}
      </button>
    </form>
  );
};

const banksOf = ({ rows }: Snapshot): readonly string[] => [...new Set(rows.banks.map(({ code }) => code))];

const columns = ['number', 'bank', 'district', 'state', 'due', 'left'] as const;

/** What this role may do to several at once; the choice is looked through on a page of its own before anything is done. */
const actionsOf = ({ staff }: ConsolePage): readonly BulkAction[] =>
  staff === null ? [] : bulkActions.filter((action) => may(staff, staffActionOf[action]));

const Rows = (props: QueueProps) => {
  const { page, queue } = props;
  const actions = actionsOf(page);
  if (actions.length === 0) return <RowsTable {...props} isChosen={false} />;
  return (
    <form method="post" action={`/console/bulk/${actions[0]}`}>
      <Csrf page={page} />
      <input type="hidden" name="back" value={queuePath(queue.asked)} />
      <RowsTable {...props} isChosen />
      <p class="actions">
        {page.say('bulk.chosen')}
        {actions.map((action) => (
          <button key={action} class="quiet" type="submit" formAction={`/console/bulk/${action}`}>
            {page.say(`bulk.act.${action}`)}
          </button>
        ))}
        <label class="choice" hidden data-all>
          <input type="checkbox" />
          {page.say('bulk.all')}
        </label>
      </p>
    </form>
  );
};

/** `isChosen`: rows can be ticked. */
type TableProps = QueueProps & { readonly isChosen: boolean };

const RowsTable = (props: TableProps) => {
  const { page, isChosen } = props;
  return (
    <ListTable
      heads={[
        ...(isChosen ? [page.say('bulk.chooseHead')] : []),
        ...columns.map((column) => page.say(column === 'district' ? 'person.district' : `home.${column}`)),
      ]}
    >
      {props.queue.rows.map((row) => (
        <Row key={row.number} {...props} row={row} />
      ))}
    </ListTable>
  );
};

type RowProps = TableProps & { readonly row: QueuedApplication };

const Row = ({ page, queue: { today }, snapshot, row, isChosen }: RowProps) => {
  const { citizenSay, language } = page;
  const { number, bank, state, dueOn, district } = row;
  return (
    <tr>
      {isChosen && (
        <td>
          <input type="checkbox" name="numbers" value={number} aria-label={page.say('bulk.choose', { number })} />
        </td>
      )}
      <th scope="row">
        <a href={`/console/applications/${number}`} data-row>
          {number}
        </a>
      </th>
      <td>{bankInWords(snapshot, bank, language)}</td>
      <td>{districtName(page, district)}</td>
      <td>{citizenSay(`application.${state}`)}</td>
      <td>{dueOn === null ? page.say('queue.undated') : dayText(dueOn, citizenSay)}</td>
      <td class={isLate(row, today) ? 'late' : undefined}>
        {dueOn !== null && isLimited(row) ? leftText(page, today, dueOn) : ''}
      </td>
    </tr>
  );
};

/** The limit is that of production: it runs until the card is made, held or not, and for nobody who waits for the person. */
const isLimited = ({ state, heldFrom }: QueuedApplication): boolean =>
  ['submitted', 'in-production'].includes(heldFrom ?? state);
