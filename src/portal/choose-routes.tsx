// Choosing again after a bank refused or a card came back: show what there is, check what was filled in, do it.
import { randomUUID } from 'node:crypto';
import type { Errors } from './components/error-summary.tsx';
import { readDelivery, typedDelivery, typedText } from './delivery-form.ts';
import { ChooseBankPage, ChooseDeliveryPage } from './pages/choose.tsx';
import { RefusedPage } from './pages/enable.tsx';
import { formOf, paramOf, queryOf, send } from './portal-scope.ts';
import { type Answer, notFound } from './visit.tsx';

export const showChoosing: Answer = async (desk, visit) => {
  const { page, who, request, reply } = visit;
  const choosing = await desk.choosing(who, paramOf(request, 'number'), queryOf(request, 'bank'));
  if (!choosing) return notFound(visit);
  if (choosing.bank === null) {
    const errors: Errors = request.url.includes('?') ? { bank: page.say('apply.bank.missing') } : {};
    return send(reply, <ChooseBankPage page={page} choosing={choosing} errors={errors} />);
  }
  const typed = { ...choosing.known, outletId: '' };
  return send(
    reply,
    <ChooseDeliveryPage {...{ page, choosing, typed, formKey: randomUUID(), errors: {}, on: desk.day() }} />,
  );
};

/** What was typed comes back with the mistakes named; only the chosen way is looked at. */
export const choose: Answer = async (desk, visit) => {
  const { page, who, request, reply } = visit;
  const form = formOf(request);
  const typed = typedDelivery(form);
  const number = paramOf(request, 'number');
  const choosing = await desk.choosing(who, number, typedText(form.bank));
  // Chosen in another window, or the same click again.
  if (!choosing)
    return (await desk.application(who, number)) ? reply.redirect(`/applications/${number}`, 303) : notFound(visit);
  const { bank, waitsFor } = choosing;
  if (bank === null) return reply.redirect(`/applications/${choosing.number}/choose?bank=`, 303);
  const { choice, errors: found } = readDelivery(page.say, typed, choosing.outlets);
  const isBank = waitsFor.choice === 'bank';
  const errors = {
    ...found,
    ...(isBank && form['share-with-bank'] !== 'yes' && { 'share-with-bank': page.say('apply.consent.missing') }),
  };
  const key = typedText(form.key) || randomUUID();
  if (!choice || Object.keys(errors).length > 0)
    return send(
      reply,
      <ChooseDeliveryPage {...{ page, choosing, typed, formKey: key, errors, on: desk.day() }} />,
      422,
    );
  const chosen = { number: choosing.number, bank: isBank ? bank.code : null, key };
  const done = await desk.choose(who, { ...chosen, choice, consents: isBank ? ['share-with-bank'] : [] });
  if (done.ok) return reply.redirect(`/applications/${choosing.number}`, 303);
  const title = page.say(isBank ? 'choose.bankTitle' : 'choose.deliveryTitle');
  return send(reply, <RefusedPage page={page} title={title} refusal={done.refusal} />, done.status);
};
