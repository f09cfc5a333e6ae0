// The interface of the banks as a bank's own program calls it: the orders that wait, and reports.
import { z } from 'zod';
import { envelopeOpener, receivedEnvelope } from './open-envelope.ts';
import { type PartnerAccess, partnerClient } from './partner-client.ts';

const order = z.object({
  number: z.string(),
  task: z.enum(['issue', 'deliver']),
  delivery: z.enum(['mail', 'outlet']),
  outletId: z.string().nullable(),
});
/** What a simulated bank needs of an order; the person's data it opens and does not keep. */
export type ReceivedOrder = z.infer<typeof order>;

const sealedOrder = order.extend({ sealed: receivedEnvelope });
const person = z.object({ name: z.string(), idNumber: z.string(), phone: z.string() });

const ordersAnswer = z.object({ orders: z.array(sealedOrder) });
const acknowledgeAnswer = z.object({ results: z.array(z.object({ number: z.string(), acknowledged: z.boolean() })) });
const reportedAnswer = z.object({ cardNumber: z.string().nullable() });
const visitsAnswer = z.object({ visits: z.array(z.object({ id: z.string() })) });
const sealedAsk = z.object({ id: z.string(), kind: z.string(), sealed: receivedEnvelope });
const asksAnswer = z.object({ requests: z.array(sealedAsk) });
const askContent = z.object({ cardNumber: z.string().nullable(), name: z.string(), idNumber: z.string() });
/** One poll of a simulated bank; what is left comes with the next. */
const ordersAtOnce = 50;

/** `privateKey`: of the SM2 key whose public part is registered for this bank. */
export type BankAccess = PartnerAccess & { readonly bank: string; readonly privateKey: Uint8Array };

export type BankClient = {
  readonly listOrders: () => Promise<readonly ReceivedOrder[]>;
  /** Gives the numbers that could not be acknowledged. */
  readonly acknowledge: (numbers: readonly string[], key: string) => Promise<readonly string[]>;
  /** Gives the card number the bureau allotted; null before the account is open. */
  readonly report: (call: ReportCall) => Promise<string | null>;
  readonly serveCard: (call: CardCall) => Promise<void>;
  /** Ids of the visits that wait for an answer. */
  readonly listVisits: () => Promise<readonly string[]>;
  readonly answerVisit: (call: VisitCall) => Promise<void>;
  /** What the bank is asked to do with accounts and has not answered. */
  readonly listAsks: () => Promise<readonly ReceivedAsk[]>;
  readonly answerAsk: (call: AskCall) => Promise<void>;
};

/** One thing to do with the account of a card; whose it is it opens and does not keep. */
export type ReceivedAsk = { readonly id: string; readonly kind: string };
export type AskCall = {
  readonly id: string;
  readonly name: 'confirmed' | 'refused';
  readonly key: string;
  readonly body: object;
};

/** Somebody stands at a counter with a card and their ID. */
export type CardCall = {
  /** The last part of the address. */
  readonly name: 'enabled' | 'financial-activated';
  readonly key: string;
  readonly body: object;
};

export type VisitCall = { readonly id: string; readonly name: 'accepted' | 'done' };

export type ReportCall = {
  readonly number: string;
  /** The last part of the address: `account-opened`, `produced`, … */
  readonly name: string;
  readonly key: string;
  readonly body: object;
};

/** Its calls fail as those of `partnerClient` do. */
export const bankClient = (access: BankAccess, stop: AbortSignal): BankClient => {
  const { get, post } = partnerClient(access, stop);
  const open = envelopeOpener(access);
  return {
    listOrders: async () => {
      const { orders } = ordersAnswer.parse(await get(`/api/v1/bank/orders?limit=${ordersAtOnce}`));
      return orders.map(({ sealed, ...each }) => {
        // Whom the account is for: an order that cannot be read is not taken over.
        person.parse(JSON.parse(open(sealed, { number: each.number, content: 'order' }).toString('utf8')));
        return each;
      });
    },
    acknowledge: async (numbers, key) => {
      const { results } = acknowledgeAnswer.parse(await post('/api/v1/bank/orders/acknowledge', key, { numbers }));
      return results.filter(({ acknowledged }) => !acknowledged).map(({ number }) => number);
    },
    report: async ({ number, name, key, body }) => {
      return reportedAnswer.parse(await post(`/api/v1/bank/orders/${number}/${name}`, key, body)).cardNumber;
    },
    serveCard: async ({ name, key, body }) => {
      await post(`/api/v1/bank/cards/${name}`, key, body);
    },
    listVisits: async () => {
      const { visits } = visitsAnswer.parse(await get(`/api/v1/bank/visits?limit=${ordersAtOnce}`));
      return visits.map(({ id }) => id);
    },
    answerVisit: async ({ id, name }) => {
      await post(`/api/v1/bank/visits/${id}/${name}`, `${id}:${name}`, {});
    },
    listAsks: async () => {
      const { requests } = asksAnswer.parse(await get(`/api/v1/bank/requests?limit=${ordersAtOnce}`));
      return requests.map(({ id, kind, sealed }) => {
        askContent.parse(JSON.parse(open(sealed, { number: id, content: 'request' }).toString('utf8')));
        return { id, kind };
      });
    },
    answerAsk: async ({ id, name, key, body }) => {
      await post(`/api/v1/bank/requests/${id}/${name}`, key, body);
    },
  };
};
