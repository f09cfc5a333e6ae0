// /me/contact: how its person is reached, and changing it.
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import { currentCard } from '../../cards/current-card.ts';
import { changeContact } from '../../people/change-contact.ts';
import type { PersonRecord } from '../../people/person.ts';
import { type KnownChange, listFactChanges } from '../../people/person-history.ts';
import { normalisePhone } from '../../people/phone.ts';
import { contactFactNames } from '../../people/record-change.ts';
import { bankInWords } from '../../policy/explain.ts';
import type { Wiring } from '../../wiring.ts';
import { type Errors, hasErrors } from '../components/error-summary.tsx';
import { typedText } from '../delivery-form.ts';
import { explainRefusal } from '../desk/explanation.ts';
import { ownChannel, questionOf, readOwnFile } from '../desk/own-file.ts';
import { RefusedPage } from '../pages/enable.tsx';
import { formOf, type PortalScope, send } from '../portal-scope.ts';
import { personPages, type Visit } from '../visit.tsx';
import { ContactCodePage } from './contact-code-page.tsx';
import { ContactDonePage, ContactPage, type ContactView } from './contact-page.tsx';
import { sendPhoneCode, tryPhoneCode } from './phone-code.ts';

/** GET and POST /me/contact, GET /me/contact/done. */
export const contactRoutes =
  (scope: PortalScope & { readonly wiring: Wiring }): FastifyPluginAsync =>
  async (app) => {
    const { wiring } = scope;
    const { to, forPerson } = personPages(scope);
    app.get(
      '/me/contact',
      to('change-contact'),
      forPerson((_, visit) => show(wiring, visit)),
    );
    app.post(
      '/me/contact',
      to('change-contact'),
      forPerson((_, visit) => change(wiring, visit)),
    );
    app.get(
      '/me/contact/done',
      to('see-own'),
      forPerson(async (_, { page, reply }) => send(reply, <ContactDonePage page={page} />)),
    );
  };

type Mistaken = { readonly typed: ContactView; readonly errors: Errors };

/** What was typed comes back with its mistakes; at first what is recorded, but the phone, of which only the end is shown. */
const show = async (wiring: Wiring, { page, who, reply }: Visit, mistaken?: Mistaken) => {
  const [file, changes] = await Promise.all([readOwnFile(wiring, who.personId), listFactChanges(wiring, who.personId)]);
  const recorded = viewOf(file.person);
  const bank = currentCard(file.cards)?.bank ?? null;
  const { typed, errors } = mistaken ?? { typed: { ...recorded, phone: '' }, errors: {} };
  return send(
    reply,
    <ContactPage
      {...{ page, recorded, typed, errors, formKey: randomUUID(), history: changes.filter(isOfContact).toReversed() }}
      bank={bank === null ? null : { code: bank, name: bankInWords(file.snapshot, bank, who.language) }}
    />,
    hasErrors(errors) ? 422 : 200,
  );
};

const isOfContact = ({ fact }: KnownChange): boolean => contactFactNames.some((each) => each === fact);

const viewOf = (person: PersonRecord | undefined): ContactView => ({
  phone: person?.phone ?? '',
  address: person?.contact?.address ?? '',
  occupation: person?.contact?.occupation ?? '',
});

type CodeAsked = {
  readonly typed: ContactView;
  readonly token: string;
  readonly key: string;
  readonly wrong?: 'contact.code.wrong' | 'contact.code.over';
};

const askCode = ({ page, reply }: Visit, { typed, token, key, wrong }: CodeAsked) =>
  send(
    reply,
    <ContactCodePage {...{ page, typed, token, formKey: key, errors: wrong ? { code: page.say(wrong) } : {} }} />,
    wrong ? 422 : 200,
  );

/** Which field a refusal is about. */
const fieldOf = {
  PHONE_NOT_A_MOBILE: 'phone',
  PHONE_OF_TOO_MANY: 'phone',
  ADDRESS_NOT_COMPLETE: 'address',
  OCCUPATION_UNKNOWN: 'occupation',
} as const;

const change = async (wiring: Wiring, visit: Visit) => {
  const { page, who, request, reply } = visit;
  const form = formOf(request);
  const { personId, level, language } = who;
  const typed = {
    phone: typedText(form.phone),
    address: typedText(form.address),
    occupation: typedText(form.occupation),
  };
  const phone = normalisePhone(typed.phone);
  const token = typedText(form.token);
  const tried = token && (await tryPhoneCode(wiring, { personId, phone }, { token, written: typedText(form.code) }));
  const key = typedText(form.key) || randomUUID();
  if (tried === 'wrong' || tried === 'over')
    return askCode(visit, { typed, token, key, wrong: `contact.code.${tried}` });
  const changed = await changeContact(wiring, {
    ...{ personId, actor: 'holder', actorId: personId, channel: ownChannel, level, language, key },
    typed: { ...typed, name: typedText(form.name), idNumber: typedText(form.idNumber) },
    ...(tried === 'right' && { provenPhone: phone }),
  });
  if (!changed.ok && changed.code === 'PHONE_NOT_PROVEN') {
    const sent = await sendPhoneCode(wiring, { personId, phone }, language);
    if (sent.sent) return askCode(visit, { typed, token: sent.token, key: randomUUID() });
    return show(wiring, visit, { typed, errors: { phone: page.say(`contact.${sent.why}`) } });
  }
  if (changed.ok && changed.value.changed !== '') return reply.redirect('/me/contact/done', 303);
  if (changed.ok) return show(wiring, visit, { typed, errors: { phone: page.say('contact.same') } });
  const field = Object.entries(fieldOf).find(([code]) => code === changed.code)?.[1];
  const file = await readOwnFile(wiring, personId);
  const telling = { snapshot: file.snapshot, question: questionOf(file, 'change-contact'), language };
  const refusal = explainRefusal(changed, telling);
  if (field !== undefined) return show(wiring, visit, { typed, errors: { [field]: refusal.message } });
  const status = changed.code === 'KEY_FIELD_NOT_EDITABLE' ? 422 : 409;
  return send(reply, <RefusedPage page={page} title={page.say('contact.title')} refusal={refusal} />, status);
};
