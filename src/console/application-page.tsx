// The page of an application for staff: how far it is, who has it, what its applicant wrote (masked), and what can be done.
import { isLate } from '../applications/find-progress.ts';
import { holdReasonOf } from '../applications/hold-reasons.ts';
import { reasonOf } from '../applications/rejection-reasons.ts';
import { maskAddress, maskName, maskPhone } from '../base/masking.ts';
import type { PhotoKind } from '../photos/photo.ts';
import { bankInWords, policyWords } from '../policy/explain.ts';
import { channels } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { Timeline } from '../portal/components/timeline.tsx';
import { dayText, timeText } from '../portal/dates.ts';
import { applicationView } from '../portal/desk/application-view.ts';
import { WhyItWaits } from '../portal/pages/choose.tsx';
import { progressSteps } from '../portal/progress-steps.ts';
import { type UnmaskableOfApplication, unmaskableOfApplication } from '../staff/leave-look.ts';
import type { StaffApplication } from '../staff/people-store.ts';
import { may } from '../staff/permissions.ts';
import type { ApplicationFile } from './application-file.ts';
import { leftText } from './due-text.ts';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Fact, type Said, UnmaskForm } from './pieces.tsx';

type ApplicationProps = Said & {
  readonly file: ApplicationFile;
  readonly snapshot: Snapshot;
  /** The one field that is shown in clear this once. */
  readonly clear: UnmaskableOfApplication | null;
};

export const ApplicationPage = (props: ApplicationProps) => {
  const { page, file } = props;
  const { number } = file.application;
  return (
    <Frame page={page} title={page.say('application.title', { number })} section={null}>
      <h1>{page.say('application.title', { number })}</h1>
      <div class="columns">
        <div>
          <State {...props} />
          <Course {...props} />
          <Orders {...props} />
        </div>
        <div>
          <Actions {...props} />
          <Contact {...props} />
          {file.kinds !== null && <Pictures page={page} number={number} kinds={file.kinds} />}
          {page.staff !== null && may(page.staff, 'unmask-field') && <Unmask {...props} />}
        </div>
      </div>
    </Frame>
  );
};

/** The limit is that of production: it runs until the card is made, held or not. */
const isLimited = ({ state, heldFrom }: StaffApplication): boolean =>
  ['submitted', 'in-production'].includes(heldFrom ?? state);

const State = ({ page, file, snapshot }: ApplicationProps) => {
  const { say, citizenSay, language } = page;
  const { application, progress, today } = file;
  const { state, dueOn } = application;
  const isOver = isLate(application, today);
  const channel = channels.find((each) => each === file.channel);
  return (
    <dl class="facts">
      <Fact label={say('home.state')}>{citizenSay(`application.${state}`)}</Fact>
      {dueOn !== null && (
        <Fact label={say('home.due')}>
          {dayText(dueOn, citizenSay)}{' '}
          {isLimited(application) && (
            <strong class={isOver ? 'late' : undefined}>{leftText(page, today, dueOn)}</strong>
          )}
        </Fact>
      )}
      <Fact label={say('home.bank')}>{bankInWords(snapshot, application.bank, language)}</Fact>
      <Fact label={citizenSay('apply.delivery.title')}>
        {[citizenSay(`delivery.${progress.delivery}`), progress.outletName].filter(Boolean).join(' · ')}
      </Fact>
      <Fact label={say('person.submitted')}>{timeText(application.submittedAt, citizenSay)}</Fact>
      {channel !== undefined && (
        <Fact label={say('application.channel')}>{policyWords(language).channel[channel]}</Fact>
      )}
      <Fact label={say('application.rules')}>{say('application.snapshot', { number: progress.policySnapshot })}</Fact>
    </dl>
  );
};

const Course = ({ page, file, snapshot }: ApplicationProps) => {
  const { citizenSay, say, language } = page;
  const view = applicationView(file.progress, { snapshot, now: file.now, language });
  const { waitsFor } = view;
  return (
    <section>
      <h2>{say('application.course')}</h2>
      {waitsFor?.choice === 'correction' && (
        <ul>
          {waitsFor.reasons.map((reason) => (
            <li key={reason}>{reasonOf(reason)[language].why}</li>
          ))}
        </ul>
      )}
      {view.held && (
        <ul>
          {view.held.map((reason) => (
            <li key={reason}>{holdReasonOf(reason)[language].why}</li>
          ))}
        </ul>
      )}
      {waitsFor && waitsFor.choice !== 'correction' && <WhyItWaits say={citizenSay} waitsFor={waitsFor} />}
      <Timeline page={{ say: citizenSay }} steps={progressSteps(view, citizenSay)} />
    </section>
  );
};

const Orders = ({ page, file, snapshot }: ApplicationProps) => {
  const { say, citizenSay, language } = page;
  return (
    <section>
      <h2>{say('application.orders')}</h2>
      <ul class="plain log">
        {file.orders.map(({ bank, state, visibleAt }) => (
          <li key={bank}>
            <strong>{bankInWords(snapshot, bank, language)}</strong>
            <span>{say(`order.${state}`)}</span>
            <span class="hint">{say('order.visible', { time: timeText(visibleAt, citizenSay) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Actions = ({ page, file }: ApplicationProps) => {
  const { say } = page;
  const { number } = file.application;
  const isOpen = { hold: file.mayHold, release: file.mayRelease, reject: file.mayReject };
  const open = (['hold', 'release', 'reject'] as const).filter((act) => isOpen[act]);
  return (
    <section>
      <h2>{say('home.sections')}</h2>
      <ul class="places">
        {open.map((act) => (
          <li key={act}>
            <a href={`/console/people/${file.personId}/applications/${number}/${act}`} data-row>
              {say(`${act}.open`)}
            </a>
          </li>
        ))}
        <li>
          <a href={`/console/people/${file.personId}`} data-row>
            {say('application.person')}
          </a>
        </li>
      </ul>
      {!file.mayReject && !file.mayHold && <p class="hint">{say('application.nothing')}</p>}
    </section>
  );
};

/** What the applicant wrote, in clear; null: nothing was given. */
const writtenOf = ({ content }: ApplicationFile, field: UnmaskableOfApplication): string | null => {
  switch (field) {
    case 'contact-phone':
      return content.phone;
    case 'home-address':
      return content.homeAddress;
    case 'recipient':
      return content.recipient;
    case 'recipient-phone':
      return content.recipientPhone;
    case 'address':
      return content.address;
  }
};

const masks: Readonly<Record<UnmaskableOfApplication, (text: string) => string>> = {
  'contact-phone': maskPhone,
  'home-address': maskAddress,
  recipient: maskName,
  'recipient-phone': maskPhone,
  address: maskAddress,
};

const Contact = ({ page, file, clear }: ApplicationProps) => {
  const { say, language } = page;
  const { occupation } = file.content;
  return (
    <section>
      <h2>{say('application.contact')}</h2>
      <dl class="facts">
        {unmaskableOfApplication.map((field) => {
          const text = writtenOf(file, field);
          if (text === null) return null;
          return (
            <Fact key={field} label={say(`application.${field}`)}>
              {field === clear ? <strong>{text}</strong> : masks[field](text)}
            </Fact>
          );
        })}
        {occupation !== null && (
          <Fact label={say('application.occupation')}>{policyWords(language).occupation[occupation]}</Fact>
        )}
      </dl>
    </section>
  );
};

type PicturesProps = { readonly page: ConsolePage; readonly number: string; readonly kinds: readonly PhotoKind[] };

const Pictures = ({ page, number, kinds }: PicturesProps) => (
  <section>
    <h2>{page.say('pictures.title')}</h2>
    {kinds.length === 0 && <p>{page.say('pictures.none')}</p>}
    {kinds.length > 0 && (
      <form method="post" action={`/console/applications/${number}/pictures`} class="actions">
        <Csrf page={page} />
        {kinds.map((kind) => (
          <button key={kind} class="quiet" type="submit" name="kind" value={kind}>
            {page.say(`pictures.${kind}`)}
          </button>
        ))}
      </form>
    )}
    <p class="hint">{page.say('pictures.traced')}</p>
  </section>
);

type PictureProps = {
  readonly page: ConsolePage;
  readonly picture: { readonly number: string; readonly kind: PhotoKind; readonly jpeg: Buffer };
};

export const PicturePage = ({ page, picture: { number, kind, jpeg } }: PictureProps) => (
  <Frame page={page} title={page.say(`pictures.${kind}`)} section={null}>
    <h1>{page.say(`pictures.${kind}`)}</h1>
    <p>{page.say('pictures.of', { number })}</p>
    <p>
      <img
        class="picture"
        src={`data:image/jpeg;base64,${jpeg.toString('base64')}`}
        alt={page.say(`pictures.${kind}`)}
      />
    </p>
    <p>
      <a class="button" href={`/console/applications/${number}`}>
        {page.say('pictures.back')}
      </a>
    </p>
  </Frame>
);

const Unmask = ({ page, file, clear, problem }: ApplicationProps) => (
  <UnmaskForm
    {...{ page, problem }}
    action={`/console/applications/${file.application.number}/unmask`}
    chosen={clear}
    fields={unmaskableOfApplication
      .filter((field) => writtenOf(file, field) !== null)
      .map((field) => ({ field, label: page.say(`application.${field}`) }))}
  />
);
