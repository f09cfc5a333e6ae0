// The page of one service about a card at the counter: whose card it is, what the gate says here, and what the service asks.
import type { ComponentChildren } from 'preact';
import { maskName } from '../base/masking.ts';
import { policyWords } from '../policy/explain.ts';
import type { Question, Service } from '../policy/question.ts';
import type { Permitted, Verdict } from '../policy/verdict.ts';
import { timeText } from '../portal/dates.ts';
import { explainVerdict } from '../portal/desk/explanation.ts';
import type { AtCard, CardSubject } from './card-service.tsx';
import { Csrf, Frame } from './frame.tsx';
import { Closing, Fact, Problem } from './pieces.tsx';

type GateAnswer = { readonly question: Question; readonly verdict: Verdict };

type CardServiceProps = AtCard & {
  readonly service: Service;
  /** Where the form is sent, behind the address of the card. */
  readonly to: string;
  /** Where it is not that of the menu. */
  readonly answer?: GateAnswer | undefined;
  /** Where they are not the name of the service. */
  readonly title?: string;
  readonly submit?: string;
  /** Shown with the name of the person; unless told otherwise, what both functions of the card are. */
  readonly facts?: ComponentChildren;
  /** What the service asks for where the gate opens it. */
  readonly children: (verdict: Permitted) => ComponentChildren;
};

export const CardServicePage = (props: CardServiceProps) => {
  const { page, file } = props.subject;
  const { title = policyWords(page.language).service[props.service] } = props;
  return (
    <Frame page={page} title={title} section={null}>
      <div class="narrow">
        <h1>{title}</h1>
        <Problem problem={props.problem} />
        <dl class="facts">
          {file.person && <Fact label={page.say('person.name')}>{maskName(file.person.name)}</Fact>}
          {props.facts ?? <Functions {...props.subject} />}
        </dl>
        <Form {...props} />
      </div>
    </Frame>
  );
};

const Functions = ({ page: { say, citizenSay }, card }: CardSubject) => (
  <>
    <Fact label={say('card.socialSecurity')}>{citizenSay(`state.${card.socialSecurity}`)}</Fact>
    {card.financial !== null && <Fact label={say('card.financial')}>{citizenSay(`money.${card.financial}`)}</Fact>}
    {card.lostUntil !== null && <Fact label={say('loss.until')}>{timeText(card.lostUntil, citizenSay)}</Fact>}
  </>
);

/** What is sent twice is one act; where the gate says no, why, and the way back to the record. */
const Form = ({ subject, service, snapshot, formKey, to, answer, submit, children }: CardServiceProps) => {
  const { page, file, card, menu } = subject;
  const { say, language } = page;
  const back = <a href={`/console/people/${file.personId}`}>{say('application.person')}</a>;
  const said = answer ?? menu.entries.find((each) => each.service === service);
  if (!said) return back;
  const { verdict, question } = said;
  if (!verdict.permitted)
    return (
      <Closing page={page} closing={explainVerdict(verdict, { snapshot, question, language })}>
        {back}
      </Closing>
    );
  return (
    <form method="post" action={`/console/people/${file.personId}/cards/${card.cardId}/${to}`} noValidate>
      <Csrf page={page} />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="for" value={menu.standing} />
      <p>{say('enable.for', { who: say(`by.${menu.standing}`) })}</p>
      {children(verdict)}
      <p class="actions">
        <button type="submit">{submit ?? policyWords(language).service[service]}</button>
        {back}
      </p>
    </form>
  );
};
