// What the electronic card adds to a command: issued with the application, linked when the card is enabled.
import type { Part } from '../audit/command.ts';
import type { CardId, PersonId } from '../base/ids.ts';
import type { Sql } from '../database/connection.ts';
import { type ElectronicCardState, electronicCardLifecycle } from './electronic-card-lifecycle.ts';
import { insertElectronicCard, moveElectronicCard } from './electronic-cards-store.ts';

/** Who applies without an electronic card gets one at the same time (R-ECARD-02). */
export const issueElectronicCard = (
  sql: Sql,
  { personId, at }: { readonly personId: PersonId; readonly at: Temporal.Instant },
): Part => {
  const { to } = electronicCardLifecycle['issue-electronic-card'];
  return {
    happenings: [
      { action: 'issue-electronic-card', subject: `electronic-card:${personId}`, rules: ['R-ECARD-02'], facts: { to } },
    ],
    writes: [insertElectronicCard(sql, { state: to, issuedAt: at })],
  };
};

/** The electronic card follows the card that is enabled, without any action of the person (R-ECARD-01). */
export const linkElectronicCard = (
  sql: Sql,
  {
    personId,
    cardId,
    state,
  }: { readonly personId: PersonId; readonly cardId: CardId; readonly state: ElectronicCardState },
): Part => {
  const { from, to } = electronicCardLifecycle['link-electronic-card'];
  return {
    happenings: [
      {
        action: 'link-electronic-card',
        subject: `electronic-card:${personId}`,
        rules: ['R-ECARD-01'],
        facts: { from: state, to, card: cardId },
      },
    ],
    writes: [moveElectronicCard(sql, { from, to, cardId })],
  };
};

/** The enabling it followed is undone: it points to the card it pointed to before, or to none. */
export const linkElectronicCardBack = (
  sql: Sql,
  back: { readonly personId: PersonId; readonly cardId: CardId | null; readonly corrects: string },
): Part => {
  const { personId, cardId, corrects } = back;
  const action = cardId === null ? 'undo-link-electronic-card' : 'link-electronic-card';
  const { to } = electronicCardLifecycle[action];
  const facts = { from: 'linked', to, corrects, ...(cardId !== null && { card: cardId }) };
  return {
    happenings: [{ action, subject: `electronic-card:${personId}`, rules: ['R-ECARD-01'], facts }],
    writes: [moveElectronicCard(sql, { from: ['linked'], to, cardId })],
  };
};
