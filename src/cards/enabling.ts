// The decision about enabling a card and all that changes at that instant; for pages, counters, telephone and hand-over alike.
import { type ApplicationContent, openApplication } from '../applications/application.ts';
import type { ApplicationState } from '../applications/application-lifecycle.ts';
import { stepOf } from '../applications/move-application.ts';
import { type Ground, notPermitted } from '../applications/use-case.ts';
import { type Part, type Rejection, rejection } from '../audit/command.ts';
import { type Refused, refused } from '../base/result.ts';
import { linkElectronicCard } from '../e-card/electronic-card-parts.ts';
import { type MessageKind, messageJob } from '../messages/message.ts';
import { type PersonRow, personFrom } from '../people/person-row.ts';
import { admit } from '../policy/admit.ts';
import { askerFacts, type CardAsker, type CardRefused, cardQuestion, unmetCondition } from './card-asker.ts';
import { enabledCard, invalidCards, replaceCards } from './card-parts.ts';
import type { EnablingRow } from './enabling-store.ts';
import { noticesOfEnabling } from './scene-notices.ts';

/** The person has the card in hand, or the mail has brought it (guard of 3.3-a). */
const receivedStates: readonly ApplicationState[] = ['mailed', 'collected', 'received'];

export type NotReceived = Refused<'CARD_NOT_RECEIVED', { readonly state: ApplicationState }>;

/** Nobody enables or activates a card that is still on its way to them. A card of the import came long ago. */
export const notReceived = ({ applicationState: state }: EnablingRow): Rejection<NotReceived> | undefined =>
  state && !receivedStates.includes(state)
    ? rejection(refused('CARD_NOT_RECEIVED', { state }), ['R-ENABLE-01'])
    : undefined;

export type Asking = { readonly asker: CardAsker; readonly row: EnablingRow; readonly at: Temporal.Instant };

/** Enabled already: whoever asks again is answered, and nothing changes. */
export const isEnabled = ({ generation, socialSecurity }: EnablingRow): boolean =>
  generation === 3 && socialSecurity === 'enabled';

/** What the gate says, and whether its conditions are met; the rules of a permission. */
export const mayEnable = (
  { keys, policy }: Pick<Ground, 'keys' | 'policy'>,
  asking: Asking,
): Rejection<CardRefused> | { readonly ok: true; readonly rules: readonly string[] } => {
  const verdict = admit(policy.current(), cardQuestion(keys, { service: 'enable', ...asking }));
  if (!verdict.permitted) return notPermitted(verdict);
  const unmet = unmetCondition(keys, verdict, asking);
  return unmet ? rejection(unmet, verdict.rules) : { ok: true, rules: verdict.rules };
};

/**
 * The card is enabled, the person's cards of generations 1 and 2 become invalid at the same instant (R-OLD-03; their
 * financial function goes on, C-16), the third-generation card it replaces ends (G-13), the electronic card is linked to the new one (R-ECARD-01), a mailed application is
 * received, and medical care and transit are told. `activates`: its financial function follows in the same command.
 */
export const enablingParts = (
  ground: Ground,
  { asker, row, at }: Asking,
  { rules, activates = false }: { readonly rules: readonly string[]; readonly activates?: boolean },
): readonly Part[] => {
  const { sql } = ground;
  const { personId, cardId } = row;
  const parts: Part[] = [
    enabledCard(sql, { cardId, at, rules: [...rules, 'R-OLD-03'], facts: askerFacts(asker), activates }),
  ];
  if (row.oldEnabled.length > 0) parts.push(invalidCards(sql, { cardIds: row.oldEnabled, at }));
  if (row.formerCards.length > 0) parts.push(replaceCards(sql, { cards: row.formerCards, at }));
  if (row.electronicCard) parts.push(linkElectronicCard(sql, { personId, cardId, state: row.electronicCard }));
  if (row.applicationState === 'mailed') parts.push(receivedCard(ground, row));
  const { coreNumber } = personFrom(ground.keys, personId, row);
  parts.push(noticesOfEnabling(ground.keys, { personId, cardSealed: row.cardSealed, coreNumber, at }));
  parts.push(...toldTo(ground, row, 'card-enabled'));
  return parts;
};

/** Whoever has a mailed card in hand has received it. */
export const receivedCard = (ground: Ground, { personId, applicationId, applicationState }: EnablingRow): Part => {
  if (!applicationId || !applicationState) throw new Error('no application to receive');
  // Mailed: the limit of production ended when the card was made.
  const limit = { heldFrom: null, channel: '', dueOn: null, limitMissedOn: null };
  const application = { personId, applicationId, state: applicationState, ...limit };
  return stepOf(ground, application, { action: 'receive-card', rules: ['R-ENABLE-01'] });
};

/** The message goes to the contact of the application; a card of the import has none but the record's phone. */
export const toldTo = (
  { keys }: Pick<Ground, 'keys'>,
  row: EnablingRow,
  kind: Extract<MessageKind, 'card-enabled' | 'finance-activated'>,
): readonly Part[] => {
  const contact = contactOf(keys, row);
  if (!contact) return [];
  const { phone: to, language } = contact;
  return [{ jobs: [messageJob({ kind, to, language, parameters: {} })] }];
};

/** Whose card it is, and the application it came from. */
export type Addressee = PersonRow & Pick<EnablingRow, 'personId' | 'applicationSealed'>;

/** Where a message about the card goes; undefined: nowhere is known. */
export const contactOf = (
  keys: Ground['keys'],
  row: Addressee,
): Pick<ApplicationContent, 'phone' | 'language'> | undefined =>
  row.applicationSealed ? openApplication(keys, row.personId, row.applicationSealed) : phoneOf(keys, row);

const phoneOf = (keys: Ground['keys'], row: Addressee) => {
  const { phone } = personFrom(keys, row.personId, row);
  return phone === null ? undefined : ({ phone, language: 'zh' } as const);
};
