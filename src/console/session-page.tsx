// The pages of a session at the counter: whose document lies here, what was checked, what can be done, what was done, and the slip.
import type { RecordedEvent } from '../audit/event.ts';
import { maskIdNumber, maskName } from '../base/masking.ts';
import { policyWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { timeText } from '../portal/dates.ts';
import { explainVerdict } from '../portal/desk/explanation.ts';
import { wordFor } from '../portal/pages/record.tsx';
import type { OneStopService } from '../scenes/one-stop.ts';
import type { CounterSession } from './counter-sessions-store.ts';
import type { PersonFile } from './desk.ts';
import { Choice, TextField } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import { InstantLink } from './instant-page.tsx';
import { Menu, Standing } from './menu.tsx';
import type { ConsolePage } from './page.ts';
import { Cards } from './person-cards.tsx';
import { Checks, Fact, Problem, type Said } from './pieces.tsx';
import { ParkTicket, type SceneFacts, TopUp } from './scene-page.tsx';
import type { ServedPerson } from './served-person.tsx';
import { documentsAsked, type OneStopFile, type OneStopOffer } from './session-file.ts';
import type { TypedScene } from './typed-scene.ts';

export const FindPersonPage = ({ page, problem }: Said) => {
  const { say } = page;
  return (
    <Frame page={page} title={say('session.title')} section="session">
      <div class="narrow">
        <h1>{say('session.title')}</h1>
        <p class="lead">{say('session.lead')}</p>
        <Problem problem={problem} />
        <form method="post" action="/console/session" class="actions">
          <Csrf page={page} />
          <button type="submit" name="read" value="yes">
            {say('session.read')}
          </button>
        </form>
        {page.demo && (
          <p class="hint">
            {say('session.demoReader')} <a href="/demo/devices">{say('session.demoReaderLink')}</a>
          </p>
        )}
        <form method="post" action="/console/session">
          <Csrf page={page} />
          <TextField id="id-number" name="idNumber" label={say('counter.idNumber')} most={40} spellcheck={false} />
          <button class="quiet" type="submit">
            {say('session.find')}
          </button>
        </form>
      </div>
    </Frame>
  );
};

type SessionProps = Said &
  ServedPerson & {
    readonly snapshot: Snapshot;
    /** null: nothing of it can be had here. */
    readonly oneStop: OneStopFile | null;
    readonly facts: SceneFacts | null;
    /** Of a form that is shown again. */
    readonly typed: TypedScene;
    readonly chosen: readonly OneStopService[];
    /** Oldest first. */
    readonly done: readonly RecordedEvent[];
    readonly failed: readonly { readonly service: OneStopService; readonly why: string }[];
    readonly formKey: string;
  };

const pathOf = ({ file }: Pick<SessionProps, 'file'>, page = ''): string =>
  `/console/people/${file.personId}/session${page}`;

export const SessionPage = (props: SessionProps) => {
  const { page, file, menu, snapshot, problem, failed } = props;
  const { say, language } = page;
  const isChecked = file.held.length > 0;
  return (
    <Frame page={page} title={say('session.title')} section="session">
      <h1>{say('session.title')}</h1>
      <Problem problem={problem} />
      {failed.map(({ service, why }) => (
        <Problem
          key={service}
          problem={say('session.failed', { service: policyWords(language).service[service], why })}
        />
      ))}
      <Who {...props} />
      {!isChecked && <Check {...props} />}
      {isChecked && (
        <div class="columns">
          <div>
            <OneStop {...props} />
            <InstantLink page={page} file={file} />
            <Cards page={page} file={file} snapshot={snapshot} />
          </div>
          <div>
            <Done {...props} />
            <Menu page={page} personId={file.personId} menu={menu} snapshot={snapshot} isSettled held={file.held} />
            <details>
              <summary>{say('session.checkAgain')}</summary>
              <Check {...props} />
            </details>
          </div>
        </div>
      )}
    </Frame>
  );
};

const Who = ({ page, file }: SessionProps) => {
  const { say, citizenSay, language } = page;
  const { person, session, held } = file;
  const words = policyWords(language);
  return (
    <dl class="facts">
      {person && <Fact label={say('person.name')}>{maskName(person.name)}</Fact>}
      {person && <Fact label={say('person.id-number')}>{maskIdNumber(person.idNumber)}</Fact>}
      {session && held.length > 0 && (
        <>
          <Fact label={say('menu.standing')}>{say(`by.${session.standing}`)}</Fact>
          <Fact label={say('session.checked')}>
            {held.map((each) => words.document[each]).join(words.listComma)}
            <span class="hint">
              {` ${say(`session.means.${session.means}`)} · ${timeText(session.checkedAt, citizenSay)}`}
            </span>
          </Fact>
        </>
      )}
    </dl>
  );
};

/** Everything that is asked for by something that can be done here: what is in hand is ticked, once. */
const Check = (props: SessionProps) => {
  const { page, file, menu } = props;
  const { say } = page;
  const isOver = file.session !== null && !file.session.isFresh;
  return (
    <section>
      <h2>{say('session.check')}</h2>
      {isOver && <p class="hint">{say('session.over')}</p>}
      <p>{say('session.checkLead')}</p>
      <Standing page={page} action={pathOf(props)} menu={menu} />
      <form method="post" action={pathOf(props)} noValidate>
        <Csrf page={page} />
        <input type="hidden" name="for" value={menu.standing} />
        <Checks page={page} file={file} documents={documentsAsked(file)} />
        <p class="actions">
          <button type="submit">{say('session.checkAct')}</button>
          <a href={`/console/people/${file.personId}`}>{say('application.person')}</a>
        </p>
      </form>
    </section>
  );
};

/** R-CHAN-17, in this order; nothing is chosen beforehand. */
const OneStop = (props: SessionProps) => {
  const { page, oneStop, formKey } = props;
  const { say } = page;
  if (!oneStop) return null;
  const isAnyOpen = oneStop.offers.some(({ verdict }) => verdict?.permitted);
  return (
    <section>
      <h2>{say('session.oneStop')}</h2>
      <form method="post" action={pathOf(props, '/one-stop')} noValidate>
        <Csrf page={page} />
        <input type="hidden" name="key" value={formKey} />
        {oneStop.offers.map((offer) => (
          <Offer key={offer.service} {...props} offer={offer} />
        ))}
        {isAnyOpen && (
          <p class="actions">
            <button type="submit">{say('session.oneStopAct')}</button>
          </p>
        )}
      </form>
    </section>
  );
};

const Offer = (props: SessionProps & { readonly offer: OneStopOffer }) => {
  const { page, offer, snapshot, facts, typed, chosen } = props;
  const { say, language } = page;
  const { service, verdict, question } = offer;
  const name = policyWords(language).service[service];
  const isBought = service === 'buy-park-ticket' && facts?.isBought === true;
  if (verdict === null || isBought) return <p>{say('session.isDone', { service: name })}</p>;
  if (!verdict.permitted)
    return (
      <p class="hint">
        {say('session.notNow', {
          service: name,
          why: explainVerdict(verdict, { snapshot, question, language }).message,
        })}
      </p>
    );
  return (
    <fieldset>
      <Choice type="checkbox" name="items" value={service} checked={chosen.includes(service)}>
        {name}
      </Choice>
      {service === 'top-up-transit' && facts && <TopUp page={page} facts={facts} typed={typed} />}
      {service === 'buy-park-ticket' && facts && (
        <ParkTicket page={page} facts={facts} typed={typed} verdict={verdict} />
      )}
    </fieldset>
  );
};

const DoneList = ({ page, done }: Pick<SessionProps, 'page' | 'done'>) => {
  const { say, citizenSay } = page;
  if (done.length === 0) return <p>{say('session.nothingDone')}</p>;
  return (
    <ol class="plain log">
      {done.map(({ seq, action, at, facts }) => (
        <li key={seq}>
          <strong>{wordFor(citizenSay, 'event', action)}</strong>
          <span class="hint">
            {[timeText(at, citizenSay), facts.amount && citizenSay('transit.yuan', { amount: facts.amount })]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ol>
  );
};

const Done = (props: SessionProps) => {
  const { page } = props;
  const { say } = page;
  return (
    <section>
      <h2>{say('session.done')}</h2>
      <DoneList {...props} />
      <form method="post" action={pathOf(props, '/end')} class="actions">
        <Csrf page={page} />
        <button type="submit">{say('session.end')}</button>
      </form>
    </section>
  );
};

type SlipProps = {
  readonly page: ConsolePage;
  readonly file: PersonFile;
  readonly session: CounterSession;
  readonly done: readonly RecordedEvent[];
};

/** To take home: masked, with everything that was done and where to ask. */
export const SessionSlipPage = ({ page, file, session, done }: SlipProps) => {
  const { say, citizenSay, place } = page;
  return (
    <Frame page={page} title={say('session.slip')} section="session">
      <article class="slip">
        <h1>{say('session.slip')}</h1>
        <dl class="facts">
          {file.person && <Fact label={say('person.name')}>{maskName(file.person.name)}</Fact>}
          <Fact label={say('menu.standing')}>{say(`by.${session.standing}`)}</Fact>
          <Fact label={say('session.place')}>{place}</Fact>
          <Fact label={say('session.checkedAt')}>{timeText(session.checkedAt, citizenSay)}</Fact>
        </dl>
        <h2>{say('session.done')}</h2>
        <DoneList page={page} done={done} />
        <p>{say('session.ask')}</p>
      </article>
      <p class="actions">
        <button type="button" hidden data-print>
          {say('slip.print')}
        </button>
        {!session.isEnded && <a href={`/console/people/${file.personId}/session`}>{say('session.goOn')}</a>}
        <a href="/console/session">{say('slip.another')}</a>
      </p>
    </Frame>
  );
};
