// A change of bank at the issuing bank's counter: the card is taken back and cancelled (R-CHANGEBANK-03, R-CHANGEBANK-04).
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { leaveBank } from '../cards/leave-bank.ts';
import { explainRefusal, statusOf } from '../portal/desk/explanation.ts';
import { formOf, queryOf } from '../portal/portal-scope.ts';
import { channelOf } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import { afterwards, standing } from './desk.ts';
import { sentForm, subjectOf } from './enable-routes.tsx';
import { LeaveBankPage, leaveService } from './leave-bank-page.tsx';
import type { Parts } from './open-record.ts';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { servedBy } from './served-person.tsx';

const config = { staffAction: 'leave-bank' } as const;

/** GET and POST /console/people/:person/cards/:id/change-bank-cancel. */
export const leaveBankRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const path = `/console/people/:person/cards/:id/${leaveService}`;
    app.get(path, { config }, (request, reply) => show(parts, request, reply));
    app.post(path, { config }, (request, reply) => leave(parts, request, reply));
  };

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const wanted = standing.find((each) => each === queryOf(request, 'for'));
  const subject = await subjectOf(parts, { action: config.staffAction, request, reply, standing: wanted });
  if (subject.instead) return subject.instead;
  const snapshot = parts.wiring.policy.current();
  return sendPage(reply, <LeaveBankPage {...{ subject, snapshot }} formKey={randomUUID()} problem={null} />);
};

const leave = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { wiring } = parts;
  const form = formOf(request);
  const given = sentForm.parse(form);
  const subject = await subjectOf(parts, { action: config.staffAction, request, reply, standing: given.for });
  if (subject.instead) return subject.instead;
  const { page, file, card, menu } = subject;
  const staff = staffOf(request);
  const channel = channelOf(staff);
  const entry = menu.entries.find(({ service }) => service === leaveService);
  if (channel === null || !entry) throw new Error('the table lets a role serve that serves nobody');
  const served = servedBy(staff, given.documents);
  const left = await leaveBank(wiring, {
    ...{ personId: file.personId, cardId: card.cardId, actor: given.for, actorId: staff.account },
    ...{ channel, key: given.key, served, collected: form.collected === 'yes', warned: form.warned === 'yes' },
  });
  if (left.ok) return reply.redirect(afterwards(file), 303);
  const snapshot = wiring.policy.current();
  const telling = { snapshot, question: entry.question, language: page.language };
  const problem = explainRefusal(left, telling).message;
  return sendPage(
    reply,
    <LeaveBankPage {...{ subject, snapshot }} formKey={given.key} problem={problem} />,
    statusOf(left),
  );
};
