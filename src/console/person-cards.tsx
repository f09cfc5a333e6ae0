// The cards of a person on the page for staff: both functions of each, what its bank was asked, and what this place may do about it.
import { maskAccount } from '../base/masking.ts';
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { timeText } from '../portal/dates.ts';
import { AccountLine } from './account-line.tsx';
import { CardLinks } from './card-links.tsx';
import type { PersonFile } from './desk.ts';
import type { ConsolePage } from './page.ts';
import { Fact } from './pieces.tsx';

type CardsProps = {
  readonly page: ConsolePage;
  readonly file: PersonFile;
  readonly snapshot: Snapshot;
};

export const Cards = ({ page, file: { cards, personId, menu, now }, snapshot }: CardsProps) => {
  const { say } = page;
  return (
    <section>
      <h2>{say('person.cards')}</h2>
      {cards.length === 0 && <p>{say('person.noCards')}</p>}
      {cards.map((card) => (
        <CardFacts key={card.cardId} {...{ page, personId, menu, now, snapshot, card }} />
      ))}
    </section>
  );
};

type CardProps = Pick<CardsProps, 'page' | 'snapshot'> &
  Pick<PersonFile, 'personId' | 'menu' | 'now'> & { readonly card: PersonFile['cards'][number] };

const CardFacts = ({ page, personId, menu, now, snapshot, card }: CardProps) => {
  const { say, citizenSay } = page;
  const { cardId, generation, number, bank, socialSecurity, financial, lostUntil } = card;
  return (
    <dl class="facts">
      <Fact label={say('card.generation')}>{say('card.generationOf', { generation })}</Fact>
      {number !== null && <Fact label={say('card.number')}>{maskAccount(number)}</Fact>}
      {bank !== null && <Fact label={say('home.bank')}>{bankInWords(snapshot, bank, page.language)}</Fact>}
      <Fact label={say('card.socialSecurity')}>{citizenSay(`state.${socialSecurity}`)}</Fact>
      <Fact label={say('card.financial')}>
        {financial === null ? say('card.noFinancial') : citizenSay(`money.${financial}`)}
      </Fact>
      {lostUntil !== null && <Fact label={say('loss.until')}>{timeText(lostUntil, citizenSay)}</Fact>}
      <AccountLine {...{ page, card, now, snapshot }} />
      {menu !== null && (
        <CardLinks {...{ page, menu, snapshot, card }} path={`/console/people/${personId}/cards/${cardId}`} />
      )}
    </dl>
  );
};
