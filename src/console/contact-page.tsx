// The page on which staff change phone, address or occupation of somebody at the counter.
import { maskName, maskPhone } from '../base/masking.ts';
import { policyWords } from '../policy/explain.ts';
import { occupations } from '../policy/question.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { explainVerdict } from '../portal/desk/explanation.ts';
import { Select, TextField } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import { Back, Checks, Closing, Fact, Problem } from './pieces.tsx';
import type { ServedPerson } from './served-person.tsx';

type ContactProps = {
  readonly subject: ServedPerson;
  readonly snapshot: Snapshot;
  readonly formKey: string;
  readonly problem: string | null;
  readonly done: boolean;
};

export const ContactPage = (props: ContactProps) => {
  const { page, file, menu } = props.subject;
  const { say } = page;
  const { person } = file;
  return (
    <Frame page={page} title={say('contact.title')} section={null}>
      <div class="narrow">
        <h1>{say('contact.title')}</h1>
        <Problem problem={props.problem} />
        {props.done && <p role="status">{say('contact.done')}</p>}
        <dl class="facts">
          {person && <Fact label={say('person.name')}>{maskName(person.name)}</Fact>}
          <Fact label={say('person.phone')}>{person?.phone ? maskPhone(person.phone) : say('person.noPhone')}</Fact>
          <Fact label={say('menu.standing')}>{say(`by.${menu.standing}`)}</Fact>
        </dl>
        <Form {...props} />
        <p class="hint">{say('contact.key')}</p>
        <p class="hint">{say('contact.bankPhone')}</p>
        <p>
          <Back page={page} file={file} />
        </p>
      </div>
    </Frame>
  );
};

const Form = ({ subject, snapshot, formKey }: ContactProps) => {
  const { page, file, menu } = subject;
  const { say, language } = page;
  const entry = menu.entries.find(({ service }) => service === 'change-contact');
  if (!entry) return null;
  const { verdict, question } = entry;
  if (!verdict.permitted)
    return <Closing page={page} closing={explainVerdict(verdict, { snapshot, question, language })} />;
  return (
    <form method="post" action={`/console/people/${file.personId}/contact`} noValidate>
      <Csrf page={page} />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="for" value={menu.standing} />
      <p>{say('contact.lead')}</p>
      <Checks page={page} file={file} documents={verdict.documents} />
      {/* Empty at first: nothing of the record stands open on the desk. */}
      <TextField name="phone" label={say('contact.phone')} most={20} />
      <TextField name="address" label={say('contact.address')} most={120} />
      <p>
        <Select
          {...{ name: 'occupation', label: say('contact.occupation'), value: '', all: say('contact.asBefore') }}
          options={occupations.map((value) => ({ value, text: policyWords(language).occupation[value] }))}
        />
      </p>
      <button type="submit">{say('contact.act')}</button>
    </form>
  );
};
