// The feed of a bank: its orders that wait, with what it needs to open the account and make and send the card.

import type { ApplicantDelivery, ApplicationService } from '../applications/application.ts';
import { openApplication } from '../applications/application.ts';
import type { TaxResidency } from '../applications/tax-residency.ts';
import type { Ground } from '../applications/use-case.ts';
import { leaveTraces } from '../audit/leave-traces.ts';
import type { PersonId } from '../base/ids.ts';
import { openCard } from '../cards/card.ts';
import { openPersonal } from '../people/sealed-fields.ts';
import type { PhotoKind } from '../photos/photo.ts';
import { listWaitingOrders, type WaitingOrder } from './orders-store.ts';

/** Rows of one answer; a bank acknowledges them and asks again. */
export const mostOrders = 500;

/** Dates are `Temporal.PlainDate`; personal data in clear, for this bank only. */
export type Order = {
  readonly number: string;
  /** Make a card and deliver it; or only deliver again the one that came back (G-40). */
  readonly task: 'issue' | 'deliver';
  readonly service: ApplicationService;
  /** 卡号 of the card it replaces, whose loss the bank confirms by opening (C-11); null: a first card. */
  readonly formerCardNumber: string | null;
  readonly submittedAt: Temporal.Instant;
  /** Last day of production; null while the calendar of that year is not published (G-37). */
  readonly dueOn: Temporal.PlainDate | null;
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly idValidUntil: Temporal.PlainDate | null;
  readonly birthDate: Temporal.PlainDate;
  readonly sex: 'male' | 'female' | null;
  readonly phone: string;
  readonly homeAddress: string | null;
  readonly occupation: string | null;
  /** What the person declared for the account; null: to be declared at activation. */
  readonly taxResidency: TaxResidency | null;
  readonly delivery: ApplicantDelivery;
  /** Of the parcel; null: the applicant, at `phone`. */
  readonly recipient: string | null;
  readonly recipientPhone: string | null;
  readonly address: string | null;
  readonly postcode: string | null;
  readonly outletId: string | null;
  /** Pictures that belong to the order, both sides of the ID document and a new photo; without one, that on file. */
  readonly images: readonly PhotoKind[];
};

/**
 * The bank's orders that nobody has acknowledged and whose time to withdraw is over, oldest first. The same order comes
 * again until it is acknowledged, so none is lost; every reading leaves a trace that the person can see.
 */
export const listOrders = async (
  ground: Ground,
  { bank, most = mostOrders }: { readonly bank: string; readonly most?: number },
): Promise<readonly Order[]> => {
  const at = ground.businessClock();
  const rows = await listWaitingOrders(ground.sql, { bank, at, most: Math.min(most, mostOrders) });
  const acting = { actor: 'bank', actorId: bank, channel: 'bank-interface', outlet: null, bank: null } as const;
  const reading = { ...acting, at, purpose: 'list-orders', note: null };
  const people: readonly PersonId[] = rows.map((row) => row.personId);
  await leaveTraces(ground, reading, people);
  return rows.map((row) => orderFrom(ground, row));
};

const orderFrom = ({ keys }: Ground, row: WaitingOrder): Order => {
  const { personId, number, service, submittedAt, dueOn, delivery, outletId, images } = row;
  const { name, idType, idNumber, idValidUntil, birthDate, sex } = openPersonal(keys, personId, row.personSealed);
  const { homeAddress, occupation, taxResidency, ...content } = openApplication(keys, personId, row.sealed);
  const { recipient, recipientPhone, address, postcode } = content;
  return {
    task: row.state === 'submitted' ? 'issue' : 'deliver',
    formerCardNumber: row.formerSealed && openCard(keys, personId, row.formerSealed).number,
    ...{ number, service, submittedAt, dueOn, name, idType, idNumber, idValidUntil, birthDate, sex },
    ...{ phone: content.phoneForBank ?? content.phone, homeAddress, occupation, taxResidency },
    ...{ delivery, recipient, recipientPhone, address, postcode, outletId, images },
  };
};
