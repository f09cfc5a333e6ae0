// What else the card carries, for somebody at the counter of the issuing bank: purse and park ticket (R-CHAN-17, R-TRANSIT-12, R-PARK-06).
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { parseYuan } from '../base/money.ts';
import { type SceneService, sceneServices } from '../cards/card-asker.ts';
import { payments } from '../policy/question.ts';
import { explainRefusal, statusOf, type UseCaseRefusal } from '../portal/desk/explanation.ts';
import { formOf } from '../portal/portal-scope.ts';
import { buyParkTicket, isFree, parkYearOn } from '../scenes/buy-park-ticket.ts';
import { openSuburbanRail } from '../scenes/open-suburban-rail.ts';
import { listParkTickets } from '../scenes/park-store.ts';
import { orderTransitRefund, redirectTransitRefund } from '../scenes/refund-transit.ts';
import { termsOn, topUpTransit } from '../scenes/top-up-transit.ts';
import { parseRefundAccount, walletAsOf } from '../scenes/transit.ts';
import type { AtCounter } from '../scenes/transit-change.ts';
import { listWallets } from '../scenes/transit-store.ts';
import type { Wiring } from '../wiring.ts';
import { atCardService, type CardSubject } from './card-service.tsx';
import { afterwards } from './desk.ts';
import type { Parts } from './open-record.ts';
import { type OpenConsole, sendPage } from './page.ts';
import { type SceneFacts, ScenePage } from './scene-page.tsx';
import { askedHere, servedForm, tellingOf } from './served-person.tsx';
import { nothingTyped, typedScene } from './typed-scene.ts';

const config = { staffAction: 'serve-scenes' } as const;

/** GET and POST /console/people/:person/cards/:id/scene/:service. */
export const sceneRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const path = '/console/people/:person/cards/:id/scene/:service';
    app.get(path, { config }, (request, reply) => show(parts, request, reply));
    app.post(path, { config }, (request, reply) => act(parts, request, reply));
  };

/** What else the card carries, and by which terms of today. */
export const sceneFactsOf = async (
  wiring: Wiring,
  { file, card }: Pick<CardSubject, 'file' | 'card'>,
): Promise<SceneFacts> => {
  const snapshot = wiring.policy.current();
  const wallet = (await listWallets(wiring.sql, file.personId)).find(({ cardId }) => cardId === card.cardId);
  const park = parkYearOn(snapshot, file.today);
  const tickets = await listParkTickets(wiring.sql, file.personId);
  return {
    wallet: walletAsOf(wallet?.state ?? null, card),
    balanceFen: wallet?.balanceFen ?? 0,
    refundDueOn: wallet?.state === 'refund-pending' ? wallet.refundDueOn : null,
    transit: termsOn(snapshot, file.today),
    park,
    isBought: tickets.some(({ cardId, year }) => cardId === card.cardId && year === park?.year),
    isFree: park !== undefined && file.person !== undefined && isFree(park, file.person.birthDate, file.today),
  };
};

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const at = await atCardService(parts, sceneServices, { action: config.staffAction, request, reply });
  if (at.instead) return at.instead;
  return sendPage(
    reply,
    <ScenePage {...at} facts={await sceneFactsOf(parts.wiring, at.subject)} typed={nothingTyped} />,
  );
};

const act = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const form = formOf(request);
  const given = servedForm.parse(form);
  const at = await atCardService(parts, sceneServices, { action: config.staffAction, request, reply, given });
  if (at.instead) return at.instead;
  const { wiring } = parts;
  const { subject, service, snapshot } = at;
  const { page, card, file } = subject;
  const asked: AtCounter = { ...askedHere(request, subject, given), cardId: card.cardId };
  const facts = await sceneFactsOf(wiring, subject);
  const refusal = await perform[service](wiring, { asked, form, facts });
  if (refusal === null) return reply.redirect(afterwards(file), 303);
  const again = { ...at, facts, typed: typedScene.parse(form) };
  if (refusal === 'incomplete')
    return sendPage(reply, <ScenePage {...again} problem={page.say('scene.incomplete')} />, 422);
  const { message } = explainRefusal(refusal, tellingOf(subject, service, snapshot));
  return sendPage(reply, <ScenePage {...again} problem={message} />, statusOf(refusal));
};

type Sent = {
  readonly asked: AtCounter;
  readonly form: Readonly<Record<string, unknown>>;
  readonly facts: SceneFacts;
};
/** null: it is done; `incomplete`: the form does not say what. */
type Outcome = UseCaseRefusal | 'incomplete' | null;

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const perform: Readonly<Record<SceneService, (wiring: Wiring, sent: Sent) => Promise<Outcome>>> = {
  'top-up-transit': async (wiring, { asked, form }) => {
    const fen = parseYuan(text(form.amount));
    const payment = payments.find((each) => each === form.payment);
    if (fen === undefined || payment === undefined) return 'incomplete';
    return refusalOf(await topUpTransit(wiring, { ...asked, fen, payment }));
  },
  'open-suburban-rail': async (wiring, { asked }) => refusalOf(await openSuburbanRail(wiring, asked)),
  'refund-transit': async (wiring, { asked, form, facts }) => {
    const account = parseRefundAccount({
      ...{ to: form.to, bankName: text(form.bankName), number: text(form.number).replaceAll(' ', '') },
    });
    if (account === undefined) return 'incomplete';
    const refund = facts.wallet === 'refund-pending' ? redirectTransitRefund : orderTransitRefund;
    return refusalOf(await refund(wiring, { ...asked, account }));
  },
  'buy-park-ticket': async (wiring, { asked, form }) => {
    const material = [form.material].flat().filter((each) => typeof each === 'string');
    return refusalOf(await buyParkTicket(wiring, { ...asked, material, toldOfFreeEntry: form.told === 'yes' }));
  },
};

const refusalOf = <R extends UseCaseRefusal>(result: { readonly ok: true } | R): R | null =>
  'code' in result ? result : null;
