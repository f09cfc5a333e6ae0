// The page on which the issuing bank takes a card back for a change of bank, and the link to it.
import { policyWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { explainVerdict } from '../portal/desk/explanation.ts';
import { CardServicePage } from './card-service-page.tsx';
import type { EnableSubject } from './enable-routes.tsx';
import { Csrf } from './frame.tsx';
import { Closing, Documents } from './pieces.tsx';

export const leaveService = 'change-bank-cancel';

type LeaveProps = {
  readonly subject: EnableSubject;
  readonly snapshot: Snapshot;
  readonly formKey: string;
  readonly problem: string | null;
};

export const LeaveBankPage = (props: LeaveProps) => (
  <CardServicePage subject={props.subject} service={leaveService} problem={props.problem}>
    <Form {...props} />
  </CardServicePage>
);

const Form = ({ subject, snapshot, formKey }: LeaveProps) => {
  const { page, file, card, menu } = subject;
  const { say, language } = page;
  const back = <a href={`/console/people/${file.personId}`}>{say('application.person')}</a>;
  const entry = menu.entries.find(({ service }) => service === leaveService);
  if (!entry) return back;
  const { verdict, question } = entry;
  if (!verdict.permitted)
    return (
      <Closing page={page} closing={explainVerdict(verdict, { snapshot, question, language })}>
        {back}
      </Closing>
    );
  return (
    <form method="post" action={`/console/people/${file.personId}/cards/${card.cardId}/${leaveService}`} noValidate>
      <Csrf page={page} />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="for" value={menu.standing} />
      <p>{say('enable.for', { who: say(`by.${menu.standing}`) })}</p>
      <ul>
        <li>{say('leave.tell.noCard')}</li>
        <li>{say('leave.tell.balance')}</li>
        <li>{say('leave.tell.six')}</li>
      </ul>
      <Documents page={page} documents={verdict.documents} held={file.held} />
      {verdict.conditions.includes('change-bank-with-care') && <Box name="warned" text={say('leave.warned')} />}
      <Box name="collected" text={say('leave.collected')} />
      <p class="hint">{say('leave.next')}</p>
      <p class="actions">
        <button type="submit">{policyWords(language).service[leaveService]}</button>
        {back}
      </p>
    </form>
  );
};

const Box = ({ name, text }: { readonly name: string; readonly text: string }) => (
  <label class="choice">
    <input type="checkbox" name={name} value="yes" data-row />
    {text}
  </label>
);
