// An invented application as rows: every step that happened with its event, and where it stands now.
import { type ApplicationContent, drawApplicationNumber, sealApplication } from '../applications/application.ts';
import {
  type ApplicationAction,
  type ApplicationState,
  applicationLifecycle,
  waitingStates,
} from '../applications/application-lifecycle.ts';
import { limitMissed, missedLimit } from '../applications/missed-limit.ts';
import { reasonTable } from '../applications/rejection-reasons.ts';
import { reminderAfter } from '../applications/reminders.ts';
import type { Acting, EventFacts } from '../audit/event.ts';
import { dateIn } from '../base/dates.ts';
import { type ApplicationId, type CardId, newId, type PersonId } from '../base/ids.ts';
import { drawCardNumber, sealCard } from '../cards/card.ts';
import { enabledCard, invalidCards, produceCard } from '../cards/card-parts.ts';
import { consentsForApplying } from '../consents/consent.ts';
import { giveConsents } from '../consents/consent-parts.ts';
import { issueElectronicCard, linkElectronicCard } from '../e-card/electronic-card-parts.ts';
import { withdrawalMinutes } from '../policy/data/limits-fees-deliveries.ts';
import type { Channel, Occupation } from '../policy/question.ts';
import { type OrderState, orderLifecycle } from '../production/order-lifecycle.ts';
import { happeningsOf, type SeedGround } from './chain-rows.ts';
import type { Rows } from './copy-rows.ts';
import type { Campaign } from './invent-campaign.ts';
import type { Born } from './person-rows.ts';

export type Applied = {
  readonly campaign: Campaign;
  readonly channel: Channel;
  readonly bank: string;
  readonly delivery: 'mail' | 'outlet';
  /** Of the bank. */
  readonly outletId: string;
  /** Who applies for a minor. */
  readonly guardian: PersonId | null;
  readonly occupation: Occupation;
  /** As the gate said. */
  readonly rules: readonly string[];
  readonly dueOn: string | null;
  /** Group, batch and district, for the figures. */
  readonly countedAs: EventFacts;
};

/** Gives when the new card took the place of the old one; undefined: not yet. */
export const applicationRows = (
  ground: SeedGround,
  rows: Rows,
  { born, applied }: { readonly born: Born; readonly applied: Applied },
): Temporal.Instant | undefined => {
  const application = new InventedApplication({ ground, rows, born, applied });
  application.submit();
  application.make();
  application.enable();
  application.write();
  return applied.campaign.enabledAt;
};

type Parts = { readonly ground: SeedGround; readonly rows: Rows; readonly born: Born; readonly applied: Applied };
type StepWords = { readonly acting?: Acting; readonly rules: readonly string[]; readonly facts?: EventFacts };

class InventedApplication {
  readonly #parts: Parts;
  readonly #applicationId = newId<ApplicationId>();
  readonly #cardId = newId<CardId>();
  readonly #cardNumber = drawCardNumber();
  readonly #number = drawApplicationNumber();
  readonly #dueOn: Temporal.PlainDate | null;
  readonly #person: Acting;
  readonly #bank: Acting;
  #state: ApplicationState = applicationLifecycle['submit-application'].to;
  #order: OrderState = orderLifecycle['place-order'].to;
  #since: Temporal.Instant;
  #limitMissedOn: Temporal.PlainDate | null = null;

  constructor(parts: Parts) {
    const { bank, channel, guardian, dueOn, campaign } = parts.applied;
    this.#parts = parts;
    this.#dueOn = dueOn === null ? null : Temporal.PlainDate.from(dueOn);
    this.#since = campaign.submittedAt;
    const actor = guardian ? 'guardian' : 'holder';
    this.#person = { actor, actorId: guardian ?? parts.born.personId, channel, outlet: null, bank: null };
    this.#bank = { actor: 'bank', actorId: bank, channel: 'bank-interface', outlet: null, bank };
  }

  get #subject(): string {
    return `application:${this.#applicationId}`;
  }

  submit(): void {
    const { ground, rows, born, applied } = this.#parts;
    const { bank, delivery, rules, dueOn, guardian, countedAs } = applied;
    const { submittedAt: at } = applied.campaign;
    const { personId, person } = born;
    const { birthDate } = person.personal;
    const consents = consentsForApplying({ bank, birthDate, on: dateIn(at) });
    const givenBy = guardian ? 'guardian' : 'holder';
    const facts = { to: this.#state, bank, delivery, photo: 'uploaded', ...(dueOn && { dueOn }), ...countedAs };
    born.chain.happen(this.#person, at, [
      { action: 'submit-application', subject: this.#subject, rules, facts },
      ...happeningsOf(
        giveConsents(ground.sql, this.#subject, { consents, givenBy, givenAt: at }),
        ...(person.electronicCard ? [] : [issueElectronicCard(ground.sql, { personId, at })]),
      ),
    ]);
    for (const { kind, bank: named, version } of consents)
      rows.add('consents', { person_id: personId, kind, bank: named, given_at: at, version, given_by: givenBy });
  }

  /** What bank and bureau did. */
  make(): void {
    const { campaign, delivery, outletId } = this.#parts.applied;
    const { withdrawnAt, rejectedAt, acknowledgedAt, refusedAt, openedAt, producedAt, sentAt } = campaign;
    if (withdrawnAt) this.#step('withdraw-application', withdrawnAt, { acting: this.#person, rules: [] });
    if (rejectedAt) this.#step('reject-application', rejectedAt, sentBack);
    if (withdrawnAt || rejectedAt) this.#order = orderLifecycle['withdraw-order'].to;
    if (acknowledgedAt) this.#acknowledge(acknowledgedAt);
    if (refusedAt)
      this.#step('report-account-refused', refusedAt, { rules: ['R-BANK-10'], facts: { reason: 'risk-control' } });
    if (openedAt)
      this.#step('report-account-opened', openedAt, { rules: ['R-PROD-01'], facts: { card: this.#cardId } });
    if (producedAt) this.#produce(producedAt);
    if (sentAt && delivery === 'mail') this.#step('report-mailed', sentAt, { rules: ['R-DELIV-06'] });
    if (sentAt && delivery === 'outlet')
      this.#step('report-ready-at-outlet', sentAt, {
        rules: ['R-DELIV-03', 'R-NOTICE-01'],
        facts: { outlet: outletId },
      });
    this.#comeToAnEnd();
  }

  #comeToAnEnd(): void {
    const { campaign, delivery, outletId } = this.#parts.applied;
    const { returnedAt, handedOverAt } = campaign;
    if (returnedAt) {
      const reason = delivery === 'outlet' ? 'unclaimed' : 'undeliverable';
      this.#step('report-returned', returnedAt, { rules: ['R-DELIV-03', 'R-DELIV-06'], facts: { reason } });
    }
    if (handedOverAt) {
      const facts = { outlet: outletId, documents: 'holder-id' };
      this.#step('report-handed-over', handedOverAt, { rules: ['R-DELIV-03', 'R-DELIV-04', 'R-DELIV-05'], facts });
    }
  }

  enable(): void {
    const { ground, born, applied } = this.#parts;
    const { enabledAt: at } = applied.campaign;
    if (!at) return;
    const { sql } = ground;
    const { personId, oldCard, chain } = born;
    const enabled = { cardId: this.#cardId, at, rules: ['R-ENABLE-02', 'R-OLD-03'], facts: {}, activates: false };
    chain.happen(
      this.#person,
      at,
      happeningsOf(
        enabledCard(sql, enabled),
        ...(oldCard ? [invalidCards(sql, { cardIds: [oldCard], at })] : []),
        linkElectronicCard(sql, { personId, cardId: this.#cardId, state: 'issued' }),
      ),
    );
    if (this.#state === 'mailed') this.#step('receive-card', at, { acting: this.#person, rules: ['R-ENABLE-01'] });
  }

  write(): void {
    const { ground, rows, born, applied } = this.#parts;
    const { campaign, channel, bank, delivery, outletId } = applied;
    const { submittedAt, openedAt, enabledAt } = campaign;
    const { personId } = born;
    const waits = waitingStates.includes(this.#state) ? this.#since : null;
    rows.add('applications', {
      ...{
        person_id: personId,
        application_id: this.#applicationId,
        number: this.#number,
        state: this.#state,
        channel,
      },
      ...{ actor: this.#person.actor, bank, delivery, outlet_id: outletId, policy_snapshot: ground.policySnapshot },
      ...{ submitted_at: submittedAt, due_on: this.#dueOn, card_id: openedAt ? this.#cardId : null },
      sealed: sealApplication(ground.keys, personId, this.#content()),
      ...{
        waiting_since: waits,
        remind_at: waits && reminderAfter(waits, waits),
        limit_missed_on: this.#limitMissedOn,
      },
    });
    const id = { person_id: personId, application_id: this.#applicationId };
    rows.add('application_numbers', { number: this.#number, ...id });
    rows.add('orders', {
      ...id,
      bank,
      state: this.#order,
      visible_at: submittedAt.add({ minutes: withdrawalMinutes }),
    });
    if (openedAt) this.#writeCard();
    const linked = enabledAt ? { state: 'linked', card_id: this.#cardId } : { state: 'issued', card_id: null };
    const issuedAt = born.person.electronicCard ? born.importedAt : submittedAt;
    rows.add('electronic_cards', { person_id: personId, ...linked, issued_at: issuedAt });
  }

  #writeCard(): void {
    const { ground, rows, born, applied } = this.#parts;
    const { keys } = ground;
    const { personId } = born;
    const { producedAt, enabledAt } = applied.campaign;
    const blind = keys.blind('card-number', this.#cardNumber);
    rows.add('card_numbers', { blind, person_id: personId, card_id: this.#cardId });
    if (!producedAt) return;
    rows.add('cards', {
      ...{ person_id: personId, card_id: this.#cardId, generation: 3, bank: applied.bank },
      ...{ social_security: enabledAt ? 'enabled' : 'not-enabled', financial: 'not-activated' },
      sealed: sealCard(keys, personId, this.#chip()),
      ...{ produced_at: producedAt, enabled_at: enabledAt ?? null, ended_at: null },
    });
  }

  #acknowledge(at: Temporal.Instant): void {
    this.#order = orderLifecycle['acknowledge-order'].to;
    const facts = { to: this.#order };
    this.#parts.born.chain.happen(this.#bank, at, [
      { action: 'acknowledge-order', subject: this.#subject, rules: ['R-PROD-01'], facts },
    ]);
  }

  #produce(at: Temporal.Instant): void {
    const { ground, born, applied } = this.#parts;
    const facts = { card: this.#cardId };
    this.#step('report-produced', at, { rules: ['R-PROD-01', 'R-PROD-06'], facts });
    const production = { personId: born.personId, cardId: this.#cardId, bank: applied.bank, at };
    born.chain.happen(this.#bank, at, happeningsOf(produceCard(ground, production, this.#chip())));
  }

  #step(action: ApplicationAction, at: Temporal.Instant, { acting = this.#bank, rules, facts }: StepWords): void {
    const { to } = applicationLifecycle[action];
    const limit = {
      ...{ applicationId: this.#applicationId, state: this.#state, heldFrom: null },
      ...{ channel: this.#parts.applied.channel, dueOn: this.#dueOn, limitMissedOn: this.#limitMissedOn },
    };
    const missed = missedLimit(limit, at);
    const moved = { action, subject: this.#subject, rules, facts: { from: this.#state, to, ...facts } };
    this.#parts.born.chain.happen(acting, at, missed ? [limitMissed(limit, missed), moved] : [moved]);
    this.#state = to;
    this.#since = at;
    this.#limitMissedOn = missed ?? this.#limitMissedOn;
  }

  #chip() {
    const chipId = this.#cardId.replaceAll('-', '').toUpperCase();
    const accountLastFour = chipId.slice(-4).replace(/\D/g, '0');
    return { number: this.#cardNumber, chipId, specificationVersion: '3.00', accountLastFour };
  }

  #content(): ApplicationContent {
    const { born, applied } = this.#parts;
    const { name, phone } = born.person.personal;
    const { sentAt, openedAt } = applied.campaign;
    const isMailed = applied.delivery === 'mail';
    return {
      ...{ phone: phone ?? unknownPhone, homeAddress: inventedAddress, occupation: applied.occupation },
      ...{ taxResidency: null, recipient: name, recipientPhone: phone ?? unknownPhone },
      ...{ address: isMailed ? inventedAddress : null, postcode: isMailed ? '100000' : null },
      ...{ photo: 'uploaded', language: 'zh', cardNumber: openedAt ? this.#cardNumber : null },
      trackingNumber: isMailed && sentAt ? `EA${this.#number.replaceAll('-', '')}` : null,
    };
  }
}

const unknownPhone = '19900000000';
const inventedAddress = '虚构路1号院2号楼303（示范）';
const asBureau: Acting = { actor: 'staff', actorId: 'demo-bureau', channel: 'console', outlet: null, bank: null };
const { rules: rulesOfSendingBack } = reasonTable['record-differs'];
const sentBack: StepWords = { acting: asBureau, rules: rulesOfSendingBack, facts: { reasons: 'record-differs' } };
