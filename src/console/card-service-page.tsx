// The page of one service about a card at the counter: whose card it is, what both its functions are, and what the service asks.
import type { ComponentChildren } from 'preact';
import { maskName } from '../base/masking.ts';
import { policyWords } from '../policy/explain.ts';
import type { Service } from '../policy/question.ts';
import { timeText } from '../portal/dates.ts';
import type { EnableSubject } from './enable-routes.tsx';
import { Frame } from './frame.tsx';
import { Fact, Problem } from './pieces.tsx';

type CardServiceProps = {
  readonly subject: EnableSubject;
  readonly service: Service;
  readonly problem: string | null;
  readonly children: ComponentChildren;
};

export const CardServicePage = ({ subject, service, problem, children }: CardServiceProps) => {
  const { page, file, card } = subject;
  const { say, citizenSay, language } = page;
  const title = policyWords(language).service[service];
  return (
    <Frame page={page} title={title} section={null}>
      <div class="narrow">
        <h1>{title}</h1>
        <Problem problem={problem} />
        <dl class="facts">
          {file.person && <Fact label={say('person.name')}>{maskName(file.person.name)}</Fact>}
          <Fact label={say('card.socialSecurity')}>{citizenSay(`state.${card.socialSecurity}`)}</Fact>
          {card.financial !== null && (
            <Fact label={say('card.financial')}>{citizenSay(`money.${card.financial}`)}</Fact>
          )}
          {card.lostUntil !== null && <Fact label={say('loss.until')}>{timeText(card.lostUntil, citizenSay)}</Fact>}
        </dl>
        {children}
      </div>
    </Frame>
  );
};
