// The addresses of a new card for one's own: what can be done, the form that orders it, the order; and how a card is cancelled.
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { changeReasons } from '../applications/replacement.ts';
import { isMobilePhone, normalisePhone } from '../people/phone.ts';
import type { Errors } from './components/error-summary.tsx';
import { readDelivery, typedDelivery, typedText } from './delivery-form.ts';
import type { Desk } from './desk/desk.ts';
import { CancelPage } from './pages/cancel.tsx';
import { RefusedPage } from './pages/enable.tsx';
import { type OrderProps, OrderReplacementPage, ReplacePage, type TypedReplacement } from './pages/replace.tsx';
import { formOf, type PortalScope, paramOf, send } from './portal-scope.ts';
import { type Answer, notFound, personPages, type Visit } from './visit.tsx';

/** GET /cards/:card/replace and …/cancel; GET and POST /cards/:card/replace/:service. */
export const replacePages = (app: FastifyInstance, scope: PortalScope): void => {
  const { to, forPerson } = personPages(scope);
  app.get('/cards/:card/replace', to('see-own'), forPerson(showOptions));
  app.get('/cards/:card/replace/:service', to('order-replacement'), forPerson(showForm));
  app.get('/cards/:card/cancel', to('see-own'), forPerson(showCancelling));
  app.post('/cards/:card/replace/:service', to('order-replacement'), forPerson(order));
};

const showCancelling: Answer = async (desk, visit) => {
  const guide = await desk.cancelGuide(visit.who, paramOf(visit.request, 'card'));
  return guide ? send(visit.reply, <CancelPage page={visit.page} guide={guide} />) : notFound(visit);
};

const showOptions: Answer = async (desk, visit) => {
  const replace = await desk.replace.find(visit.who, paramOf(visit.request, 'card'));
  if (!replace) return notFound(visit);
  return send(visit.reply, <ReplacePage page={visit.page} replace={replace} />);
};

type Chosen = Pick<OrderProps, 'page' | 'replace' | 'option' | 'outlets'> | 'unknown' | 'closed';

/** The option of the address, if it is open today. */
const chosenOf = async (desk: Desk, { page, who, request }: Visit): Promise<Chosen> => {
  const replace = await desk.replace.find(who, paramOf(request, 'card'));
  const option = replace?.options.find(({ service }) => service === paramOf(request, 'service'));
  if (!replace || !option) return 'unknown';
  if (!option.permitted) return 'closed';
  return { page, replace, option, outlets: replace.bank === null ? [] : await desk.replace.outlets(replace.bank) };
};

const showForm: Answer = async (desk, visit) => {
  const chosen = await chosenOf(desk, visit);
  if (chosen === 'unknown') return notFound(visit);
  if (chosen === 'closed') return visit.reply.redirect(`/cards/${paramOf(visit.request, 'card')}/replace`, 303);
  const { known, reasons } = chosen.replace;
  const typed = {
    ...typedDelivery({ recipient: known.name, recipientPhone: known.phone }),
    ...{ phone: known.phone, reason: (reasons.length === 1 && reasons[0]) || '' },
  };
  return send(visit.reply, <OrderReplacementPage {...{ ...chosen, typed, errors: {}, formKey: randomUUID() }} />);
};

const order: Answer = async (desk, visit) => {
  const { page, who, request, reply } = visit;
  const chosen = await chosenOf(desk, visit);
  if (chosen === 'unknown') return notFound(visit);
  const path = `/cards/${paramOf(request, 'card')}/replace`;
  // Ordered in another window, or the same click again: the page says what runs.
  if (chosen === 'closed') return reply.redirect(path, 303);
  const form = formOf(request);
  const typed = { ...typedDelivery(form), phone: typedText(form.phone), reason: typedText(form.reason) };
  const { choice, errors: found } = readDelivery(page.say, typed, chosen.outlets);
  const errors: Errors = { ...ownErrors(chosen, typed, form.understood === 'yes'), ...found };
  const key = typedText(form.key) || randomUUID();
  if (!choice || Object.keys(errors).length > 0)
    return send(reply, <OrderReplacementPage {...{ ...chosen, typed, errors, formKey: key }} />, 422);
  const { service } = chosen.option;
  const reason = changeReasons.find((each) => service === 'exchange-changed' && each === typed.reason) ?? null;
  const phone = normalisePhone(typed.phone);
  const ordered = await desk.replace.order(who, { cardId: chosen.replace.cardId, service, reason, choice, phone, key });
  if (ordered.ok) return reply.redirect(`/applications/${ordered.value.number}/submitted`, 303);
  const { refusal, status } = ordered;
  return send(reply, <RefusedPage page={page} title={chosen.option.title} refusal={refusal} />, status);
};

const ownErrors = (
  { page: { say }, replace, option }: Exclude<Chosen, string>,
  { phone, reason }: TypedReplacement,
  understood: boolean,
): Errors => ({
  ...(option.service === 'exchange-changed' &&
    !replace.reasons.some((each) => each === reason) && { reason: say('replace.reasonMissing') }),
  ...(!isMobilePhone(normalisePhone(phone)) && { phone: say('apply.phone.wrong') }),
  ...(option.service === 'reissue' && !understood && { understood: say('replace.understoodMissing') }),
});
