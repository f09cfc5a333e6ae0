// The page of the service password at a counter: what to check, a form to change it and one to reset it, as the gate permits.
import { maskName } from '../base/masking.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { explainVerdict } from '../portal/desk/explanation.ts';
import type { MenuEntry } from './desk.ts';
import { Csrf, Frame } from './frame.tsx';
import { Back, Checks, Fact, Problem } from './pieces.tsx';
import type { ServedPerson } from './served-person.tsx';

type PasswordProps = {
  readonly subject: ServedPerson;
  readonly snapshot: Snapshot;
  readonly formKey: string;
  readonly problem: string | null;
  /** What was just done; null: nothing. */
  readonly done: string | null;
};

export const PasswordPage = (props: PasswordProps) => {
  const { subject, problem, done } = props;
  const { page, file, menu } = subject;
  const { say } = page;
  return (
    <Frame page={page} title={say('password.title')} section={null}>
      <div class="narrow">
        <h1>{say('password.title')}</h1>
        <Problem problem={problem} />
        {done !== null && <p role="status">{done}</p>}
        <dl class="facts">
          {file.person && <Fact label={say('person.name')}>{maskName(file.person.name)}</Fact>}
          <Fact label={say('menu.standing')}>{say(`by.${menu.standing}`)}</Fact>
        </dl>
        <p class="lead">{say('password.lead')}</p>
        <Part {...props} service="change-password" />
        <Part {...props} service="reset-password" />
        <p>
          <Back page={page} file={file} />
        </p>
      </div>
    </Frame>
  );
};

type PartProps = PasswordProps & { readonly service: 'change-password' | 'reset-password' };

const Part = (props: PartProps) => {
  const { page, menu } = props.subject;
  const { say } = page;
  const isChange = props.service === 'change-password';
  const entry = menu.entries.find(({ service }) => service === props.service);
  return (
    <section>
      <h2>{say(isChange ? 'password.change' : 'password.reset')}</h2>
      <p>{say(isChange ? 'password.changeLead' : 'password.resetLead')}</p>
      {entry && <Answered {...props} entry={entry} />}
    </section>
  );
};

const Answered = ({ subject, snapshot, formKey, service, entry }: PartProps & { readonly entry: MenuEntry }) => {
  const { page, file, menu } = subject;
  const { say, language } = page;
  const { verdict, question } = entry;
  if (!verdict.permitted)
    return (
      <p>
        <strong>{explainVerdict(verdict, { snapshot, question, language }).message}</strong>
      </p>
    );
  return (
    <form method="post" action={`/console/people/${file.personId}/password`} noValidate>
      <Csrf page={page} />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="for" value={menu.standing} />
      <input type="hidden" name="service" value={service} />
      <Checks page={page} file={file} documents={verdict.documents} />
      {service === 'change-password' && (
        <>
          <Secret id="secretOld" label={say('password.old')} />
          <Secret id="secretNew" label={say('password.new')} />
          <Secret id="secretAgain" label={say('password.again')} />
        </>
      )}
      <button type="submit">{say(service === 'change-password' ? 'password.change' : 'password.resetAct')}</button>
    </form>
  );
};

/** Typed by the person; the browser of the counter neither offers nor keeps it. */
const Secret = ({ id, label }: { readonly id: `secret${string}`; readonly label: string }) => (
  <div class="field">
    <label class="label" for={id}>
      {label}
    </label>
    <input id={id} name={id} type="password" maxLength={20} autocomplete="off" />
  </div>
);
