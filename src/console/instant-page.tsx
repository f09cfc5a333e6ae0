// The page of a card that is made on the spot: what is done, what failed, the one thing to do next, and the ways out.
import { maskName } from '../base/masking.ts';
import { abandoning, type InstantStage, isPast, nextStage, spoiling, stageNames } from '../instant/instant-stages.ts';
import type { InstantRow, InstantStep } from '../instant/instant-store.ts';
import { policyWords } from '../policy/explain.ts';
import { Timeline, type TimelineStep } from '../portal/components/timeline.tsx';
import { timeText } from '../portal/dates.ts';
import type { ApplicationFile } from './application-file.ts';
import type { PersonFile } from './desk.ts';
import { Choice, Choices, TextField } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import { keptProblem } from './instant-problem.ts';
import type { ConsolePage } from './page.ts';
import { Documents, Fact, Problem, type Said } from './pieces.tsx';

type InstantProps = Said & {
  readonly file: PersonFile;
  readonly job: InstantRow;
  readonly steps: readonly InstantStep[];
  /** undefined: it is not this bank's any more. */
  readonly application: ApplicationFile | undefined;
  /** Of the card, as JPEG; undefined: not asked for at this stage, or the core system has it. */
  readonly photo: Buffer | undefined;
  /** Good ones at the outlet. */
  readonly blanks: number;
  readonly formKey: string;
};

export const InstantPage = (props: InstantProps) => {
  const { page, job, file, application, problem, blanks } = props;
  const { say, citizenSay, language } = page;
  const stage = nextStage(job.state);
  return (
    <Frame page={page} title={say('instant.title')} section="instant">
      <h1>{say('instant.title')}</h1>
      <div class="columns">
        <div>
          <Problem problem={problem} />
          {stage ? <Stage {...props} stage={stage} /> : <Ended {...props} />}
          <WaysOut {...props} />
        </div>
        <div>
          <dl class="facts">
            <Fact label={say('home.number')}>
              <a href={`/console/applications/${job.number}`}>{job.number}</a>
            </Fact>
            {file.person && (
              <Fact label={say('person.name')}>
                <a href={`/console/people/${file.personId}`}>{maskName(file.person.name)}</a>
              </Fact>
            )}
            {application && (
              <Fact label={citizenSay('progress.service')}>
                {policyWords(language).service[application.progress.service]}
              </Fact>
            )}
            {application && (
              <Fact label={say('instant.application')}>
                {citizenSay(`application.${application.application.state}`)}
              </Fact>
            )}
            <Fact label={say('instant.begun')}>{timeText(job.begunAt, citizenSay)}</Fact>
            <Fact label={say('instant.blanks')}>{blanks}</Fact>
          </dl>
          <p class="hint">{say('instant.tenMinutes')}</p>
          <h2>{say('instant.course')}</h2>
          <Timeline page={{ say: citizenSay }} steps={courseOf(props)} />
        </div>
      </div>
    </Frame>
  );
};

/** More failures of one stage than a clerk would read. */
const mostTries = 5;

/** Each stage once, with when and by whom it was done last, and under the one to do what failed of it. */
const courseOf = ({ page, job, steps }: InstantProps): readonly TimelineStep[] => {
  const { say, citizenSay } = page;
  const next = nextStage(job.state);
  const lineOf = ({ at, account }: InstantStep): string => `${timeText(at, citizenSay)} · ${account}`;
  const doneLines = (name: string): readonly string[] =>
    steps
      .filter(({ stage, code }) => stage === name && code === null)
      .slice(-1)
      .map(lineOf);
  const failed = steps
    .filter(({ stage, code }) => code !== null && (stage === next || (stage === 'spoil' && next === 'personalise')))
    .slice(-mostTries)
    .map((step) => say('instant.failed', { when: lineOf(step), why: keptProblem(page, step.code ?? '') }));
  const stages = stageNames.map((stage): TimelineStep => {
    const title = say(`instant.stage.${stage}`);
    if (isPast(job.state, stage)) return { state: 'done', title, lines: doneLines(stage) };
    return stage === next ? { state: 'now', title, lines: failed } : { state: 'coming', title, lines: [] };
  });
  const checked: TimelineStep = { state: 'done', title: say('instant.stage.check'), lines: doneLines('check') };
  const abandoned = { state: 'done', title: say('instant.state.abandoned'), lines: doneLines('abandon') } as const;
  return job.state === 'abandoned' ? [checked, abandoned] : [checked, ...stages];
};

const pathOf = ({ job }: InstantProps): string => `/console/people/${job.personId}/instant/${job.jobId}`;

const Stage = (props: InstantProps & { readonly stage: InstantStage }) => {
  const { page, stage, job } = props;
  const { say } = page;
  return (
    <section>
      <h2>{say(`instant.stage.${stage}`)}</h2>
      <p>{say(`instant.do.${stage}`)}</p>
      {stage === 'personalise' && job.blank === 'taken' && <p class="hint">{say('instant.blankTaken')}</p>}
      <form method="post" action={pathOf(props)} noValidate>
        <Csrf page={page} />
        <input type="hidden" name="stage" value={stage} />
        <Asks {...props} />
        <p class="actions">
          <button type="submit">{say(`instant.act.${stage}`)}</button>
        </p>
      </form>
    </section>
  );
};

/** What the clerk enters beside pressing the button. */
const Asks = (props: InstantProps & { readonly stage: InstantStage }) => {
  switch (props.stage) {
    case 'open-account':
      return <AccountDigits {...props} />;
    case 'confirm-photo':
      return <Photo {...props} />;
    case 'hand-over':
      return <Taking {...props} />;
    case 'enable':
      return <Wish {...props} />;
    default:
      return null;
  }
};

const AccountDigits = ({ page: { say } }: InstantProps) => (
  <TextField
    {...{ id: 'account', name: 'accountLastFour', label: say('instant.accountLastFour'), most: 4 }}
    inputMode="numeric"
  />
);

const Photo = ({ page: { say }, photo }: InstantProps) => (
  <>
    {photo ? (
      <p>
        <img
          class="picture"
          src={`data:image/jpeg;base64,${photo.toString('base64')}`}
          alt={say('pictures.card-photo')}
        />
      </p>
    ) : (
      <p class="hint">{say('instant.photoOnFile')}</p>
    )}
    <Choice type="checkbox" name="confirmed" value="yes">
      {say('instant.photoSeen')}
    </Choice>
  </>
);

/** A child's card goes into the hands of the guardian (R-DELIV-05). */
const Taking = ({ page, file: { menu, held } }: InstantProps) => {
  const by = menu?.standing === 'guardian' ? 'guardian' : 'holder';
  const entry = menu?.entries.find(({ service }) => service === 'collect');
  const asked = entry?.verdict.permitted ? entry.verdict.documents : takingDocuments[by];
  return (
    <>
      <input type="hidden" name="collectedBy" value={by} />
      <p>{page.say('enable.for', { who: page.say(`by.${by}`) })}</p>
      <Documents page={page} documents={asked.filter((document) => document !== 'card')} held={held} />
    </>
  );
};
/** Before the card is entered as ready the gate has no card to ask about. */
const takingDocuments = {
  holder: ['holder-id'],
  guardian: ['holder-id', 'guardian-id', 'guardianship-proof'],
} as const;

/** R-ENABLE-03: nothing is chosen beforehand. */
const Wish = ({ page: { say } }: InstantProps) => (
  <Choices
    {...{ type: 'radio', name: 'wish', legend: say('instant.wish') }}
    options={(['enable-and-activate', 'enable', 'neither'] as const).map((value) => ({
      ...{ value, text: say(`instant.wish.${value}`) },
    }))}
  />
);

const Ended = ({ page: { say }, job }: InstantProps) => (
  <section>
    <h2>{say(`instant.state.${job.state}`)}</h2>
    <p>{say(job.state === 'done' ? 'instant.doneText' : 'instant.abandonedText')}</p>
    <p class="actions">
      <a class="button" href={`/console/people/${job.personId}/session`}>
        {say('session.goOn')}
      </a>
      {job.state === 'abandoned' && <a href={`/console/people/${job.personId}/instant`}>{say('instant.beginAgain')}</a>}
    </p>
  </section>
);

/** A card that is no good, and a card that cannot be made here: both lose nothing that was paid or opened. */
const WaysOut = (props: InstantProps) => {
  const { page, job, formKey } = props;
  const { say } = page;
  const maySpoil = job.blank === 'taken' && spoiling.from.some((state) => state === job.state);
  const mayLeave = abandoning.from.some((state) => state === job.state);
  return (
    <>
      {maySpoil && (
        <details>
          <summary>{say('instant.setAside')}</summary>
          <p>{say('instant.setAsideText')}</p>
          <form method="post" action={`${pathOf(props)}/set-aside`}>
            <Csrf page={page} />
            <input type="hidden" name="attempt" value={job.attempt} />
            <button class="quiet" type="submit">
              {say('instant.setAsideAct')}
            </button>
          </form>
        </details>
      )}
      {mayLeave && (
        <details>
          <summary>{say('instant.leave')}</summary>
          <p>{say('instant.leaveText')}</p>
          <form method="post" action={`${pathOf(props)}/leave`}>
            <Csrf page={page} />
            <input type="hidden" name="key" value={formKey} />
            <button class="quiet" type="submit">
              {say('instant.leaveAct')}
            </button>
          </form>
        </details>
      )}
    </>
  );
};

export const InstantLink = ({ page, file }: { readonly page: ConsolePage; readonly file: PersonFile }) => {
  const { instant } = file;
  if (instant === null || (instant.jobId === null && !instant.verdict.permitted)) return null;
  return (
    <p>
      <a class="button" href={`/console/people/${file.personId}/instant?for=${file.menu?.standing ?? 'holder'}`}>
        {page.say(instant.jobId === null ? 'instant.openNew' : 'instant.openRunning')}
      </a>
    </p>
  );
};
