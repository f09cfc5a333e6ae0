// The cards of a person on the page for staff: both functions of each, what its bank was asked, and what this place may do about it.
import { replacementServices } from '../applications/replacement.ts';
import { maskAccount } from '../base/masking.ts';
import { sceneServices } from '../cards/card-asker.ts';
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { timeText } from '../portal/dates.ts';
import { may } from '../staff/permissions.ts';
import { AccountLine } from './account-line.tsx';
import { CancelLinks } from './cancel-page.tsx';
import type { PersonFile } from './desk.ts';
import { leaveService } from './leave-bank-page.tsx';
import { ServiceLinks, stopServices } from './loss-page.tsx';
import type { ConsolePage } from './page.ts';
import { Fact } from './pieces.tsx';
import { openVerdict } from './replace-page.tsx';

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
      {generation === 3 && menu !== null && (
        <CardServices {...{ page, menu, snapshot, card }} path={`/console/people/${personId}/cards/${cardId}`} />
      )}
      {socialSecurity === 'not-enabled' && menu !== null && page.staff !== null && may(page.staff, 'enable-card') && (
        <Fact label={say('home.sections')}>
          <a href={`/console/people/${personId}/cards/${cardId}/enable?for=${menu.standing}`} data-row>
            {say('enable.open')}
          </a>
        </Fact>
      )}
    </dl>
  );
};

type ServicesProps = Pick<CardProps, 'page' | 'snapshot' | 'card'> & {
  readonly menu: NonNullable<PersonFile['menu']>;
  readonly path: string;
};

/** What this role may do about a card, as the gate opens it. */
const CardServices = ({ page, snapshot, menu, card, path }: ServicesProps) => {
  const { staff } = page;
  const { bank } = card;
  if (staff === null) return null;
  return (
    <>
      {may(staff, 'change-loss') && (
        <ServiceLinks {...{ page, menu, services: stopServices }} pathOf={(service) => `${path}/loss/${service}`} />
      )}
      {may(staff, 'serve-scenes') && (
        <ServiceLinks {...{ page, menu, services: sceneServices }} pathOf={(service) => `${path}/scene/${service}`} />
      )}
      {may(staff, 'replace-card') && (
        <ServiceLinks
          {...{ page, menu, services: replacementServices }}
          pathOf={(service) => `${path}/replace/${service}`}
          opens={(entry) => openVerdict(entry, snapshot) !== undefined}
        />
      )}
      {may(staff, 'leave-bank') && bank === staff.bank && (
        <ServiceLinks {...{ page, menu, services: [leaveService] }} pathOf={(service) => `${path}/${service}`} />
      )}
      {may(staff, 'cancel-card') && <CancelLinks {...{ page, menu, card, snapshot, path }} />}
    </>
  );
};
