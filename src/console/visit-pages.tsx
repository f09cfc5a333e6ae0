// 帮办: one help request, with what can be done about it.
import { randomUUID } from 'node:crypto';
import { declineReasons } from '../help-requests/help-request.ts';
import type { ListedHelp } from '../help-requests/help-requests-store.ts';
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { dayText } from '../portal/dates.ts';
import type { Asking } from '../portal/desk/desk.ts';
import { may } from '../staff/permissions.ts';
import { TextField } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Fact, Problem } from './pieces.tsx';
import { WishForm } from './wish-form.tsx';

export const placeIn = (page: ConsolePage, snapshot: Snapshot, { bank, outletName }: ListedHelp): string =>
  bank === null ? (outletName ?? '') : bankInWords(snapshot, bank, page.language);

/** What of a request is shown in clear, opened with a trace. */
export type VisitFile = {
  readonly request: ListedHelp;
  readonly name: string;
  readonly phone: string;
  readonly address: string;
  readonly note: string | null;
};

type VisitProps = {
  readonly page: ConsolePage;
  readonly file: VisitFile;
  readonly problem: string | null;
  /** For who may send it elsewhere: what there is to choose. */
  readonly asking: Asking | undefined;
  readonly snapshot: Snapshot;
};

export const VisitPage = (props: VisitProps) => {
  const { page, file, problem, asking, snapshot } = props;
  const { say, citizenSay, staff } = page;
  const { request } = file;
  const answers = staff !== null && may(staff, 'answer-help-request');
  return (
    <Frame page={page} title={say('visits.one')} section="visits">
      <div class="narrow">
        <h1>{say('visits.one')}</h1>
        <Problem problem={problem} />
        <dl class="facts">
          <Fact label={say('visits.state')}>{say(`visits.state.${request.state}`)}</Fact>
          <Fact label={say('visits.day')}>
            {dayText(request.wishedOn, citizenSay)} {citizenSay(`ask.part.${request.wishedPart}`)}
          </Fact>
          <Fact label={say('visits.place')}>{placeIn(page, snapshot, request)}</Fact>
          <Fact label={say('person.name')}>{file.name}</Fact>
          <Fact label={citizenSay('ask.phone')}>{file.phone}</Fact>
          <Fact label={citizenSay('ask.address')}>{file.address}</Fact>
          {file.note !== null && <Fact label={citizenSay('ask.note')}>{file.note}</Fact>}
          {request.declineReason !== null && (
            <Fact label={say('visits.declined')}>{citizenSay(`ask.reason.${request.declineReason}`)}</Fact>
          )}
        </dl>
        <p class="hint">{say('visits.seen')}</p>
        {answers && request.state === 'requested' && <Accept {...props} />}
        {answers && request.state === 'accepted' && <Done {...props} />}
        {answers && (request.state === 'requested' || request.state === 'accepted') && <Decline {...props} />}
        {asking !== undefined && request.state === 'declined' && (
          <WishForm
            {...{ page, asking, problem: null }}
            action={`${pathOf(file)}/reassign`}
            here={pathOf(file)}
            title={say('visits.reassign')}
            act={say('visits.reassignAct')}
          />
        )}
        <p>
          <a href="/console/help-requests">{say('visits.back')}</a>
        </p>
      </div>
    </Frame>
  );
};

const pathOf = ({ request }: VisitFile): string => `/console/help-requests/${request.helpRequestId}`;

/** Sent twice it is one answer. */
const Key = () => <input type="hidden" name="key" value={randomUUID()} />;

const Accept = ({ page, file }: VisitProps) => (
  <form method="post" action={`${pathOf(file)}/accept`} class="actions">
    <Csrf page={page} />
    <Key />
    <button type="submit">{page.say('visits.accept')}</button>
  </form>
);

const Done = ({ page, file }: VisitProps) => (
  <form method="post" action={`${pathOf(file)}/done`}>
    <Csrf page={page} />
    <Key />
    <h2>{page.say('visits.done')}</h2>
    <p class="hint">{page.say('visits.present')}</p>
    {file.request.kind === 'street' && (
      <p>
        <a class="button" href={`${pathOf(file)}/filing`}>
          {page.say('filing.open')}
        </a>
      </p>
    )}
    <TextField name="number" label={page.say('visits.number')} most={20} spellcheck={false} />
    <p class="actions">
      <button type="submit">{page.say('visits.doneAct')}</button>
    </p>
  </form>
);

const Decline = ({ page, file }: VisitProps) => (
  <form method="post" action={`${pathOf(file)}/decline`}>
    <Csrf page={page} />
    <Key />
    <h2>{page.say('visits.decline')}</h2>
    <div class="field">
      <label class="label" for="reason">
        {page.say('visits.reason')}
      </label>
      <select id="reason" name="reason">
        <option value="">{page.say('visits.choose')}</option>
        {declineReasons.map((reason) => (
          <option key={reason} value={reason}>
            {page.citizenSay(`ask.reason.${reason}`)}
          </option>
        ))}
      </select>
    </div>
    <p class="actions">
      <button class="quiet" type="submit">
        {page.say('visits.declineAct')}
      </button>
    </p>
  </form>
);

/** What is out of reach, and what is not there: the same page for both. */
export const NoVisitPage = ({ page }: { page: ConsolePage }) => (
  <Frame page={page} title={page.say('visits.one')} section="visits">
    <h1>{page.say('visits.one')}</h1>
    <p class="lead">{page.say('visits.unknown')}</p>
    <p>
      <a href="/console/help-requests">{page.say('visits.back')}</a>
    </p>
  </Frame>
);
