// The page of a person for staff: who it is (masked), cards, applications, what happened, who looked, and what can be done.
import { isLate } from '../applications/find-progress.ts';
import { maskIdNumber, maskName, maskPhone } from '../base/masking.ts';
import { isOneOf } from '../base/one-of.ts';
import { correctableActs } from '../corrections/correction.ts';
import type { PersonRecord } from '../people/person.ts';
import { personFacts } from '../people/person-facts.ts';
import { bankInWords, policyWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { dayText, timeText } from '../portal/dates.ts';
import { wordFor } from '../portal/pages/record.tsx';
import { type Unmaskable, unmaskable } from '../staff/leave-look.ts';
import { may } from '../staff/permissions.ts';
import type { PersonFile } from './desk.ts';
import { leftText } from './due-text.ts';
import { Frame } from './frame.tsx';
import { InstantLink } from './instant-page.tsx';
import { Menu } from './menu.tsx';
import { Cards } from './person-cards.tsx';
import { Fact, type Said, UnmaskForm } from './pieces.tsx';
import { districtName } from './search-routes.tsx';

type PersonProps = Said & {
  readonly file: PersonFile;
  readonly snapshot: Snapshot;
  /** The one field that is shown in clear this once. */
  readonly clear: Unmaskable | null;
};

export const PersonPage = (props: PersonProps) => {
  const { page, file, snapshot } = props;
  const { say } = page;
  const title = file.person ? maskName(file.person.name) : say('person.title');
  return (
    <Frame page={page} title={title} section={null}>
      <h1>{title}</h1>
      <div class="columns">
        <div>
          {file.person ? <Facts {...props} person={file.person} /> : <p>{say('person.noRecord')}</p>}
          <Cards {...props} />
          <Applications {...props} />
          <Events {...props} />
          {file.looks !== null && <Looks {...props} looks={file.looks} />}
        </div>
        <div>
          <InstantLink page={page} file={file} />
          {file.person && page.staff !== null && may(page.staff, 'serve-at-counter') && (
            <p>
              <a class="button" href={`/console/people/${file.personId}/session`}>
                {say(file.session === null ? 'session.begin' : 'session.goOn')}
              </a>
            </p>
          )}
          {file.menu === null ? (
            <p class="hint">{say('menu.none')}</p>
          ) : (
            <Menu page={page} personId={file.personId} menu={file.menu} snapshot={snapshot} />
          )}
          {file.person && <Links page={page} file={file} />}
          {page.staff !== null && may(page.staff, 'search-audit') && (
            <p>
              <a href={`/console/audit?person=${file.personId}`}>{say('audit.ofThis')}</a>
            </p>
          )}
          {file.person && page.staff !== null && may(page.staff, 'unmask-field') && <Unmask {...props} />}
        </div>
      </div>
    </Frame>
  );
};

/** What else is done for a person, each by whom the table lets. */
const links = [
  { action: 'record-authorisation', path: 'authorisations', word: 'authorisation.open' },
  { action: 'ask-help-for-caller', path: 'help', word: 'visits.call' },
  { action: 'open-ticket-for-caller', path: 'ticket', word: 'tickets.call' },
] as const;

const Links = ({ page: { staff, say }, file }: Pick<PersonProps, 'page' | 'file'>) => (
  <>
    {links.map(
      ({ action, path, word }) =>
        staff !== null &&
        may(staff, action) && (
          <p key={path}>
            <a href={`/console/people/${file.personId}/${path}`}>{say(word)}</a>
          </p>
        ),
    )}
  </>
);

/** What is masked, and what it is in clear. */
const textOf = ({ page, clear }: PersonProps, person: PersonRecord, field: Unmaskable): string => {
  const { name, idNumber, phone, birthDate } = person;
  switch (field) {
    case 'name':
      return field === clear ? name : maskName(name);
    case 'id-number':
      return field === clear ? idNumber : maskIdNumber(idNumber);
    case 'phone':
      if (phone === null) return page.say('person.noPhone');
      return field === clear ? phone : maskPhone(phone);
    case 'birth-date':
      return field === clear
        ? dayText(birthDate, page.citizenSay)
        : page.say('person.yearOnly', { year: birthDate.year });
  }
};

const Facts = (props: PersonProps & { person: PersonRecord }) => {
  const { page, person, file, clear } = props;
  const { say } = page;
  const groups = (personFacts(person, file.today).groups ?? []).map((group) => policyWords(page.language).group[group]);
  return (
    <dl class="facts">
      {unmaskable.map((field) => (
        <Fact key={field} label={say(`person.${field}`)}>
          {field === clear ? <strong>{textOf(props, person, field)}</strong> : textOf(props, person, field)}
        </Fact>
      ))}
      <Fact label={say('person.district')}>{districtName(page, person.district)}</Fact>
      <Fact label={say('person.groups')}>{groups.join('、')}</Fact>
      <Fact label={say('person.insured')}>{say(person.insured ? 'person.isInsured' : 'person.isNotInsured')}</Fact>
      {person.diedOn !== null && (
        <Fact label={say('person.died')}>
          <strong class="late">{dayText(person.diedOn, page.citizenSay)}</strong>
        </Fact>
      )}
    </dl>
  );
};

const Applications = ({ page, file: { applications, today, personId }, snapshot }: PersonProps) => {
  const { say, citizenSay } = page;
  return (
    <section>
      <h2>{say('person.applications')}</h2>
      {applications.length === 0 && <p>{say('person.noApplications')}</p>}
      {applications.map(({ number, state, bank, submittedAt, dueOn, heldFrom, mayReject }) => (
        <dl key={number} class="facts">
          <Fact label={say('home.number')}>
            <a href={`/console/applications/${number}`} data-row>
              {number}
            </a>
          </Fact>
          <Fact label={say('home.state')}>{citizenSay(`application.${state}`)}</Fact>
          <Fact label={say('home.bank')}>{bankInWords(snapshot, bank, page.language)}</Fact>
          <Fact label={say('person.submitted')}>{timeText(submittedAt, citizenSay)}</Fact>
          {dueOn !== null && (
            <Fact label={say('home.due')}>
              {dayText(dueOn, citizenSay)}{' '}
              {isLate({ state, dueOn, heldFrom }, today) && (
                <strong class="late">{leftText(page, today, dueOn)}</strong>
              )}
            </Fact>
          )}
          {mayReject && (
            <Fact label={say('home.sections')}>
              <a href={`/console/people/${personId}/applications/${number}/reject`}>{say('reject.open')}</a>
            </Fact>
          )}
        </dl>
      ))}
    </section>
  );
};

const Events = ({ page, file, snapshot }: PersonProps) => {
  const { events, authorisations } = file;
  const { say, citizenSay, language } = page;
  const agents = new Map<string, string>(authorisations.map((each) => [each.authorisationId, each.agent.name]));
  const behalf = (id: string | undefined): string => {
    const name = agents.get(id ?? '');
    return name === undefined ? '' : say('behalf.by', { name: maskName(name) });
  };
  return (
    <section>
      <h2>{say('person.events')}</h2>
      {events.length === 0 && <p>{say('person.noEvents')}</p>}
      <ol class="plain log">
        {events.map(({ seq, action, at, actor, bank, facts }) => (
          <li key={seq}>
            <strong>{wordFor(citizenSay, 'event', action)}</strong>
            <span class="hint">
              {[
                timeText(at, citizenSay),
                say(`by.${actor}`),
                bank === null ? '' : bankInWords(snapshot, bank, language),
                behalf(facts.authorisation),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {isOneOf(correctableActs, action) && <Correcting {...{ page, file, seq }} />}
          </li>
        ))}
      </ol>
    </section>
  );
};

type CorrectingProps = Pick<PersonProps, 'page' | 'file'> & { readonly seq: number };

/** One correction of a person at a time: whoever has proposed one sees here that it waits, and takes it back from there. */
const Correcting = ({ page: { say, staff }, file: { corrections, personId }, seq }: CorrectingProps) => {
  if (staff === null || !may(staff, 'propose-correction')) return null;
  const known = corrections.find(({ eventSeq }) => eventSeq === seq);
  const isOpen = known?.state === 'proposed' || known?.state === 'confirmed';
  if (isOpen) {
    const text = say(`corrections.ofAct.${known.state}`);
    if (may(staff, 'see-corrections')) return <a href={`/console/corrections/${known.correctionId}`}>{text}</a>;
    const isOwn = known.state === 'proposed' && known.proposedBy === staff.account;
    if (!isOwn) return <span>{text}</span>;
    return <a href={`/console/people/${personId}/corrections?act=${seq}`}>{text}</a>;
  }
  if (corrections.some(({ state }) => state === 'proposed')) return null;
  return <a href={`/console/people/${personId}/corrections?act=${seq}`}>{say('corrections.link')}</a>;
};

const Looks = ({ page, looks, snapshot }: PersonProps & { looks: NonNullable<PersonFile['looks']> }) => {
  const { say, citizenSay, language } = page;
  return (
    <section>
      <h2>{say('person.looks')}</h2>
      {looks.length === 0 && <p>{say('person.noLooks')}</p>}
      <ol class="plain log">
        {looks.map(({ at, actorId, outletName, bank, purpose, note }, index) => (
          <li key={`${index} ${purpose}`}>
            <strong>{wordFor(citizenSay, 'look', purpose)}</strong>
            <span class="hint">
              {[
                timeText(at, citizenSay),
                actorId,
                outletName ?? (bank === null ? '' : bankInWords(snapshot, bank, language)),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {note !== null && <span>{note}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
};

const Unmask = ({ page, file, clear, problem }: PersonProps) => (
  <UnmaskForm
    {...{ page, problem }}
    action={`/console/people/${file.personId}/unmask`}
    chosen={clear}
    fields={unmaskable.map((field) => ({ field, label: page.say(`person.${field}`) }))}
  />
);
