// The page of authorisations at an outlet: who may act for the person, recording one more with its originals, taking one back.
import { authorisableServices, recordingDocuments } from '../authorisations/authorisation.ts';
import type { GivenAuthorisation } from '../authorisations/list-authorisations.ts';
import { maskIdNumber, maskName } from '../base/masking.ts';
import { policyWords } from '../policy/explain.ts';
import { dayText, timeText } from '../portal/dates.ts';
import type { AuthorisationSubject } from './authorisation-routes.tsx';
import { Choice, Choices, TextField } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Documents, Fact, ListTable, Problem } from './pieces.tsx';

type AuthorisationProps = {
  readonly subject: AuthorisationSubject;
  readonly formKey: string;
  readonly problem: string | null;
  /** As it was typed, so that nothing is lost by a mistake. */
  readonly typed: Readonly<Record<'name' | 'idNumber' | 'until', string>>;
};

export const AuthorisationPage = (props: AuthorisationProps) => {
  const { subject, problem } = props;
  const { page, file } = subject;
  const { say } = page;
  return (
    <Frame page={page} title={say('authorisation.title')} section={null}>
      <h1>{say('authorisation.title')}</h1>
      <dl class="facts">{file.person && <Fact label={say('person.name')}>{maskName(file.person.name)}</Fact>}</dl>
      <Problem problem={problem} />
      <Given {...props} />
      <Recording {...props} />
      <p>
        <a href={`/console/people/${file.personId}`}>{say('application.person')}</a>
      </p>
    </Frame>
  );
};

const servicesOf = (page: ConsolePage, { kind, services }: GivenAuthorisation): string => {
  const words = policyWords(page.language);
  return kind === 'guardian'
    ? page.citizenSay('given.allServices')
    : authorisableServices
        .filter((each) => services.includes(each))
        .map((each) => words.service[each])
        .join(words.listComma);
};

const Given = ({ subject: { page, file } }: AuthorisationProps) => {
  const { say, citizenSay } = page;
  if (file.authorisations.length === 0) return <p>{say('authorisation.none')}</p>;
  const heads = [
    ...[citizenSay('given.who'), citizenSay('given.services'), citizenSay('given.until')],
    ...[citizenSay('given.recorded'), citizenSay('given.state'), ''],
  ];
  return (
    <ListTable heads={heads}>
      {file.authorisations.map((given) => (
        <tr key={given.authorisationId}>
          <td>
            {maskName(given.agent.name)} {maskIdNumber(given.agent.idNumber)}
          </td>
          <td>{servicesOf(page, given)}</td>
          <td>{dayText(given.until, citizenSay)}</td>
          <td>
            {timeText(given.recordedAt, citizenSay)} · {given.outletName ?? given.outletId}
          </td>
          <td>{citizenSay(`given.${given.standing}`)}</td>
          <td>
            {given.standing === 'in-force' && given.kind === 'agent' && (
              <Revoke page={page} given={given} file={file} />
            )}
          </td>
        </tr>
      ))}
    </ListTable>
  );
};

type RevokeProps = {
  readonly page: ConsolePage;
  readonly given: GivenAuthorisation;
  readonly file: AuthorisationSubject['file'];
};

/** The holder is there with their document; whoever cannot go online takes their word back here. */
const Revoke = ({ page, given, file }: RevokeProps) => (
  <form method="post" action={`/console/people/${file.personId}/authorisations/${given.authorisationId}/revoke`}>
    <Csrf page={page} />
    <Choice type="checkbox" name="documents" value="holder-id" required>
      {page.say('authorisation.holderIsHere')}
    </Choice>
    <button class="quiet" type="submit">
      {page.citizenSay('given.revoke')}
    </button>
  </form>
);

const Recording = ({ subject, formKey, typed }: AuthorisationProps) => {
  const { page, file, longest } = subject;
  const { say, language } = page;
  const words = policyWords(language);
  const line = (name: 'name' | 'idNumber', label: string) => (
    <TextField {...{ name, label, value: typed[name], most: 60 }} spellcheck={false} />
  );
  return (
    <section class="narrow">
      <h2>{say('authorisation.record')}</h2>
      <p class="lead">{say('authorisation.lead')}</p>
      <form method="post" action={`/console/people/${file.personId}/authorisations`} noValidate>
        <Csrf page={page} />
        <input type="hidden" name="key" value={formKey} />
        <Documents page={page} documents={recordingDocuments.agent} />
        {line('name', say('authorisation.name'))}
        {line('idNumber', say('authorisation.idNumber'))}
        <Choices
          {...{ type: 'checkbox', name: 'services', legend: say('authorisation.services') }}
          options={authorisableServices.map((value) => ({ value, text: words.service[value] }))}
        />
        <div class="field">
          <label class="label" for="until">
            {say('authorisation.until')}
          </label>
          <input id="until" name="until" type="date" value={typed.until} max={longest.toString()} required />
        </div>
        <button type="submit">{say('authorisation.act')}</button>
      </form>
    </section>
  );
};
