// Phone, address and occupation of somebody at the counter, changed by the clerk who checks the document (R-INFO-01, R-INFO-04).
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { changeContact } from '../people/change-contact.ts';
import { typedText } from '../portal/delivery-form.ts';
import { explainRefusal, statusOf } from '../portal/desk/explanation.ts';
import { formOf, queryOf } from '../portal/portal-scope.ts';
import type { Wiring } from '../wiring.ts';
import { ContactPage } from './contact-page.tsx';
import type { Parts } from './open-record.ts';
import { type OpenConsole, sendPage } from './page.ts';
import { askedHere, namedBy, servedForm, servedPerson, standingOf, tellingOf } from './served-person.tsx';

const config = { staffAction: 'change-contact' } as const;

/** GET and POST /console/people/:person/contact. */
export const contactRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    app.get('/console/people/:person/contact', { config }, (request, reply) => show(parts, request, reply));
    app.post('/console/people/:person/contact', { config }, (request, reply) => change(parts, request, reply));
  };

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const asking = { action: config.staffAction, request, reply, standing: standingOf(request) };
  const subject = await servedPerson(parts, asking);
  if (subject.instead) return subject.instead;
  const snapshot = parts.wiring.policy.current();
  const done = queryOf(request, 'done') === 'yes';
  return sendPage(reply, <ContactPage {...{ subject, snapshot, formKey: randomUUID(), problem: null, done }} />);
};

const change = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring } = parts;
  const form = formOf(request);
  const given = servedForm.parse(form);
  const subject = await servedPerson(parts, { action: config.staffAction, request, reply, standing: given.for });
  if (subject.instead) return subject.instead;
  const { page, file } = subject;
  const { name, idNumber, phone, address, occupation } = form;
  const typed = { name, idNumber, phone, address, occupation };
  const changed = await changeContact(wiring, {
    ...{ ...askedHere(request, subject, given), level: 0, language: 'zh', ...namedBy(given) },
    typed: Object.fromEntries(Object.entries(typed).map(([field, value]) => [field, typedText(value)])),
  });
  const snapshot = wiring.policy.current();
  const again = (problem: string, status: number) =>
    sendPage(reply, <ContactPage {...{ subject, snapshot, formKey: randomUUID(), problem, done: false }} />, status);
  if (!changed.ok)
    return again(explainRefusal(changed, tellingOf(subject, 'change-contact', snapshot)).message, statusOf(changed));
  if (changed.value.changed === '') return again(page.say('contact.same'), 422);
  return reply.redirect(`/console/people/${file.personId}/contact?for=${given.for}&done=yes`, 303);
};
