// 请人上门帮忙: the page to ask, what was asked, and withdrawing it.
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import { helpForm } from '../../help-requests/help-form.ts';
import { type Errors, hasErrors } from '../components/error-summary.tsx';
import type { Page } from '../page.ts';
import { RefusedPage } from '../pages/enable.tsx';
import { formOf, type PortalScope, paramOf, send } from '../portal-scope.ts';
import { type Answer, notFound, personPages } from '../visit.tsx';
import {
  AskedAlreadyPage,
  type AskField,
  AskPage,
  AskRefusedPage,
  askFields,
  type Choices,
  type Typed,
} from './ask-page.tsx';
import { HelpStatePage } from './state-page.tsx';

/** GET and POST /help-requests/new, GET /help-requests/:id, POST /help-requests/:id/withdraw. */
export const askHelpRoutes =
  (scope: PortalScope): FastifyPluginAsync =>
  async (app) => {
    const { to, forPerson } = personPages(scope);
    app.get('/help-requests/new', to('request-help'), forPerson(showForm));
    app.post('/help-requests/new', to('request-help'), forPerson(ask));
    app.get('/help-requests/:id', to('see-own'), forPerson(showState));
    app.post('/help-requests/:id/withdraw', to('request-help'), forPerson(withdraw));
  };

const showForm: Answer = async (desk, { page, who, reply }) => {
  const already = await desk.help.open(who);
  if (already) return send(reply, <AskedAlreadyPage page={page} id={already.id} />);
  const asking = await desk.help.asking(who, '');
  if (!asking.permitted) return send(reply, <AskRefusedPage page={page} refusal={asking.refusal} />);
  const typed = { ...typedOf({}), phone: asking.phone };
  return send(reply, <AskPage {...{ page, typed, choices: asking, formKey: randomUUID(), errors: {} }} />);
};

/** What was typed comes back with the mistakes named, or with the streets of the district that was picked meanwhile. */
const ask: Answer = async (desk, { page, who, request, reply }) => {
  const form = formOf(request);
  const typed = typedOf(form);
  const asking = await desk.help.asking(who, typed.district);
  if (!asking.permitted) return send(reply, <AskRefusedPage page={page} refusal={asking.refusal} />, 409);
  const key = text(form.key) || randomUUID();
  const props = { page, typed, choices: asking, formKey: key };
  if (text(form.act) === 'district' || text(form.shown) !== asking.district)
    return send(reply, <AskPage {...props} errors={{}} />);
  const parsed = helpForm.safeParse({ ...chosen(typed), language: who.language });
  const errors = {
    ...(parsed.success ? {} : errorsOf(page, parsed.error.issues)),
    ...placeErrors(page, asking, typed),
  };
  if (!parsed.success || hasErrors(errors)) return send(reply, <AskPage {...props} errors={inOrder(errors)} />, 422);
  const asked = await desk.help.ask(who, { key, form: parsed.data });
  if (asked.ok) return reply.redirect(`/help-requests/${asked.value.id}`, 303);
  return send(reply, <RefusedPage page={page} title={page.say('ask.title')} refusal={asked.refusal} />, asked.status);
};

const showState: Answer = async (desk, visit) => {
  const help = await desk.help.find(visit.who, paramOf(visit.request, 'id'));
  if (!help) return notFound(visit);
  return send(visit.reply, <HelpStatePage page={visit.page} help={help} />);
};

const withdraw: Answer = async (desk, visit) => {
  const { page, who, request, reply } = visit;
  const help = await desk.help.find(who, paramOf(request, 'id'));
  if (!help) return notFound(visit);
  const withdrawn = await desk.help.withdraw(who, help.id);
  if (withdrawn.ok) return reply.redirect(`/help-requests/${help.id}`, 303);
  const title = page.say('ask.withdraw');
  return send(reply, <RefusedPage page={page} title={title} refusal={withdrawn.refusal} />, withdrawn.status);
};

const longestTyped = 300;
const text = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, longestTyped) : '');

const typedOf = (form: Readonly<Record<string, unknown>>): Typed => ({
  kind: text(form.kind),
  district: text(form.district),
  outletId: text(form.outletId),
  bank: text(form.bank),
  address: text(form.address),
  phone: text(form.phone),
  wishedOn: text(form.wishedOn),
  wishedPart: text(form.wishedPart),
  note: text(form.note),
});

/** Only the way that was chosen counts; what lies in the other list is left there. */
const chosen = ({ district: _district, ...typed }: Typed) => ({
  ...typed,
  outletId: typed.kind === 'street' ? typed.outletId : '',
  bank: typed.kind === 'bank-visit' ? typed.bank : '',
});

const mistakes = {
  kind: 'ask.kind.missing',
  address: 'ask.address.missing',
  phone: 'ask.phone.missing',
  wishedOn: 'ask.day.missing',
  wishedPart: 'ask.part.missing',
  note: 'ask.noteHint',
} as const;

const errorsOf = ({ say }: Page, issues: readonly { readonly path: readonly PropertyKey[] }[]): Errors =>
  Object.fromEntries(
    Object.entries(mistakes).flatMap(([field, word]) =>
      issues.some(({ path }) => path[0] === field) ? [[field, say(word)]] : [],
    ),
  );

const placeErrors = (
  { say }: Page,
  { kinds, streets, fixedBank, banks, days }: Choices,
  { kind, outletId, bank, wishedOn }: Typed,
): Errors => ({
  ...(!kinds.some((each) => each === kind) && { kind: say('ask.kind.missing') }),
  ...(kind === 'street' && !streets.some(({ id }) => id === outletId) && { outletId: say('ask.outlet.missing') }),
  ...(kind === 'bank-visit' &&
    fixedBank === null &&
    !banks.some(({ code }) => code === bank) && { bank: say('ask.bank.missing') }),
  ...(!days.some((day) => day.toString() === wishedOn) && { wishedOn: say('ask.day.missing') }),
});

/** As the fields stand on the page. */
const inOrder = (errors: Errors): Errors =>
  Object.fromEntries(
    askFields.flatMap((field: AskField) => (errors[field] === undefined ? [] : [[field, errors[field]]])),
  );
