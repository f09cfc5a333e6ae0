// The service password of somebody at the counter: changed by whoever knows it, reset for whoever shows who they are (R-PWD-05).
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { changePassword, type PasswordAsker } from '../passwords/change-password.ts';
import { resetPassword } from '../passwords/reset-password.ts';
import { explainRefusal } from '../portal/desk/explanation.ts';
import { formOf, queryOf } from '../portal/portal-scope.ts';
import type { Wiring } from '../wiring.ts';
import type { Parts } from './open-record.ts';
import { type OpenConsole, sendPage } from './page.ts';
import { PasswordPage } from './password-page.tsx';
import { askedHere, namedBy, servedForm, servedPerson, standingOf, tellingOf } from './served-person.tsx';

const config = { staffAction: 'change-password' } as const;

/** GET and POST /console/people/:person/password. */
export const passwordRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    app.get('/console/people/:person/password', { config }, (request, reply) => show(parts, request, reply));
    app.post('/console/people/:person/password', { config }, (request, reply) => act(parts, request, reply));
  };

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const asking = { action: config.staffAction, request, reply, standing: standingOf(request) };
  const subject = await servedPerson(parts, asking);
  if (subject.instead) return subject.instead;
  const { say } = subject.page;
  const said = { changed: say('password.changed'), reset: say('password.wasReset') };
  const what = queryOf(request, 'done');
  const done = what === 'changed' || what === 'reset' ? said[what] : null;
  const snapshot = parts.wiring.policy.current();
  return sendPage(reply, <PasswordPage {...{ subject, snapshot, formKey: randomUUID(), problem: null, done }} />);
};

const sentForm = servedForm.extend({
  service: z.enum(['change-password', 'reset-password']),
  secretOld: z.string().max(40).catch(''),
  secretNew: z.string().max(40).catch(''),
  secretAgain: z.string().max(40).catch(''),
});
type Sent = z.infer<typeof sentForm>;

const act = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const parsed = sentForm.safeParse(formOf(request));
  const subject = await servedPerson(parts, { action: config.staffAction, request, reply, standing: parsed.data?.for });
  if (subject.instead) return subject.instead;
  const { wiring } = parts;
  const { page, file } = subject;
  const snapshot = wiring.policy.current();
  const again = (problem: string, status: number) =>
    sendPage(reply, <PasswordPage {...{ subject, snapshot, formKey: randomUUID(), problem, done: null }} />, status);
  if (!parsed.success) return again(page.citizenSay('refused.PASSWORD_SHAPE'), 422);
  const given = parsed.data;
  if (given.secretNew !== given.secretAgain) return again(page.say('password.notAgain'), 422);
  const asked = await ask(wiring, askedHere(request, subject, given), given);
  const isReset = given.service === 'reset-password';
  if (asked.ok)
    return reply.redirect(
      `/console/people/${file.personId}/password?for=${given.for}&done=${isReset ? 'reset' : 'changed'}`,
      303,
    );
  return again(explainRefusal(asked, tellingOf(subject, given.service, snapshot)).message, 409);
};

const ask = (wiring: Wiring, asked: ReturnType<typeof askedHere>, given: Sent) => {
  const asker: PasswordAsker = { ...asked, level: 0, language: 'zh', ...namedBy(given) };
  return given.service === 'reset-password'
    ? resetPassword(wiring, { ...asker, chosen: null })
    : changePassword(wiring, { ...asker, oldPassword: given.secretOld, newPassword: given.secretNew });
};
