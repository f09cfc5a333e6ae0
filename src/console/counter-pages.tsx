// Pages around an application at the counter: the document that is shown, what to check and which bank, and the slip to take home.
import type { Progress } from '../applications/find-progress.ts';
import { maskIdNumber, maskName } from '../base/masking.ts';
import type { PersonRecord } from '../people/person.ts';
import { bankInWords, policyWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { Permitted, Refusal } from '../policy/verdict.ts';
import type { Explanation } from '../portal/components/refusal-panel.tsx';
import { dayText, dayTextOf, timeText } from '../portal/dates.ts';
import { explainVerdict } from '../portal/desk/explanation.ts';
import { applicants, type CounterFile } from './counter-file.ts';
import { Choices, TextField } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Closing, Fact, Problem, type Said } from './pieces.tsx';
import { FeeText } from './replace-page.tsx';

export const CounterPage = ({ page, closing, problem }: Said & { readonly closing: Explanation | undefined }) => {
  const { say } = page;
  return (
    <Frame page={page} title={say('counter.title')} section="counter">
      <div class="narrow">
        <h1>{say('counter.title')}</h1>
        <p class="lead">{say('counter.lead')}</p>
        <Problem problem={problem} />
        {closing ? (
          <Closing page={page} closing={closing} />
        ) : (
          <form method="post" action="/console/counter">
            <Csrf page={page} />
            <TextField
              {...{ id: 'id-number', name: 'idNumber', label: say('counter.idNumber'), most: 40 }}
              required
              spellcheck={false}
            />
            <button type="submit">{say('counter.begin')}</button>
          </form>
        )}
      </div>
    </Frame>
  );
};

type DocumentsProps = Said & { readonly file: CounterFile };

export const DocumentsPage = ({ page, file, problem }: DocumentsProps) => {
  const { say } = page;
  const { person, verdict } = file;
  return (
    <Frame page={page} title={say('counter.title')} section="counter">
      <div class="narrow">
        <h1>{say('counter.title')}</h1>
        <Problem problem={problem} />
        <dl class="facts">
          <Fact label={say('person.name')}>{maskName(person.name)}</Fact>
          <Fact label={say('person.id-number')}>{maskIdNumber(person.idNumber)}</Fact>
        </dl>
        {file.query.actor !== 'helper' && <Standing page={page} file={file} />}
        {verdict.permitted ? (
          <Checks page={page} file={file} verdict={verdict} />
        ) : (
          <Refused page={page} file={file} verdict={verdict} />
        )}
      </div>
    </Frame>
  );
};

/** A form that only asks again. */
const Standing = ({ page, file }: Omit<DocumentsProps, 'problem'>) => (
  <form method="get" action={file.at} class="actions filters">
    <label for="for">{page.say('menu.standing')}</label>
    <select id="for" name="for">
      {applicants.map((each) => (
        <option key={each} value={each} selected={each === file.query.actor}>
          {page.say(`by.${each}`)}
        </option>
      ))}
    </select>
    <button class="quiet" type="submit">
      {page.say('menu.ask')}
    </button>
  </form>
);

const Refused = ({ page, file, verdict }: { page: ConsolePage; file: CounterFile; verdict: Refusal }) => (
  <Closing
    page={page}
    closing={explainVerdict(verdict, {
      ...{ snapshot: file.snapshot, question: file.question, language: page.language },
    })}
  />
);

/** By GET: what is settled here is nobody's secret, and an interrupted form is opened again by its address. */
const Checks = ({ page, file, verdict }: { page: ConsolePage; file: CounterFile; verdict: Permitted }) => {
  const { say, language, citizenSay } = page;
  const { query, banks, snapshot } = file;
  return (
    <form method="get" action={`${file.at}/form`}>
      <input type="hidden" name="for" value={query.actor} />
      {verdict.dueOn !== null && <p>{say('menu.due', { day: dayTextOf(verdict.dueOn, citizenSay) })}</p>}
      <fieldset>
        <legend>{say('counter.documents')}</legend>
        {verdict.documents.map((document) => (
          <label key={document} class="choice">
            <input
              type="checkbox"
              name="documents"
              value={document}
              checked={query.documents.includes(document)}
              data-row
            />
            {policyWords(language).document[document]}
          </label>
        ))}
      </fieldset>
      <Choices
        {...{ type: 'radio', name: 'bank', legend: say('counter.bank') }}
        options={banks.map((value) => ({
          ...{ value, text: bankInWords(snapshot, value, language) },
          checked: banks.length === 1 || value === query.bank,
        }))}
      />
      <button type="submit">{say('counter.checked')}</button>
    </form>
  );
};

type Slip = {
  readonly progress: Progress;
  readonly person: PersonRecord;
  readonly snapshot: Snapshot;
  /** Where the card is made at once; null: not here. */
  readonly instantHref: string | null;
};

export const SlipPage = ({ page, slip }: { page: ConsolePage; slip: Slip }) => {
  const { say, citizenSay, language } = page;
  const { progress, person, snapshot, instantHref } = slip;
  const { number, service, dueOn, delivery, outletName, withdrawUntil } = progress;
  const title = say(service === 'apply' ? 'slip.title' : 'slip.replaceTitle');
  return (
    <Frame page={page} title={title} section="counter">
      <article class="slip">
        <h1>{title}</h1>
        <p class="number">{number}</p>
        <dl class="facts">
          <Fact label={say('person.name')}>{maskName(person.name)}</Fact>
          <Fact label={say('home.bank')}>{bankInWords(snapshot, progress.bank, language)}</Fact>
          <Fact label={say('home.due')}>{dueOn === null ? say('queue.undated') : dayText(dueOn, citizenSay)}</Fact>
          {service !== 'apply' && (
            <Fact label={citizenSay('progress.service')}>{policyWords(language).service[service]}</Fact>
          )}
          <Fact label={say('slip.fee')}>
            <FeeText page={page} snapshot={snapshot} />
          </Fact>
          <Fact label={citizenSay('apply.delivery.title')}>
            {[citizenSay(`delivery.${delivery}`), outletName].filter(Boolean).join(' · ')}
          </Fact>
        </dl>
        <h2>{say('slip.next')}</h2>
        <ol>
          <li>{say('slip.made')}</li>
          <li>{say(delivery === 'mail' ? 'slip.mailed' : 'slip.collect')}</li>
          <li>{say('slip.enable')}</li>
        </ol>
        {service === 'reissue' && <p>{say('slip.reissued')}</p>}
        {withdrawUntil !== null && <p>{say('slip.withdraw', { time: timeText(withdrawUntil, citizenSay) })}</p>}
        <p>{say('slip.ask')}</p>
      </article>
      <p class="actions">
        <button type="button" hidden data-print>
          {say('slip.print')}
        </button>
        {instantHref !== null && (
          <a class="button" href={instantHref}>
            {say('instant.openNew')}
          </a>
        )}
        <a href="/console/counter">{say('slip.another')}</a>
      </p>
    </Frame>
  );
};
