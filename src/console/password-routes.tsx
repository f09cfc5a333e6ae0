// The service password of somebody at the counter: changed by whoever knows it, reset for whoever shows who they are (R-PWD-05).
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseAuthorisationId } from '../authorisations/authorisation.ts';
import { changePassword, type PasswordAsker } from '../passwords/change-password.ts';
import { resetPassword } from '../passwords/reset-password.ts';
import { explainRefusal } from '../portal/desk/explanation.ts';
import { formOf, queryOf } from '../portal/portal-scope.ts';
import { channelOf, type Staff } from '../staff/staff.ts';
import type { Wiring } from '../wiring.ts';
import { type PersonFile, standing } from './desk.ts';
import { namedBy } from './enable-routes.tsx';
import type { Parts } from './open-record.ts';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { PasswordPage } from './password-page.tsx';
import { sentDocuments } from './sent-fields.ts';
import { servedBy, servedPerson } from './served-person.tsx';

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
  const wanted = standing.find((each) => each === queryOf(request, 'for'));
  const subject = await servedPerson(parts, { action: config.staffAction, request, reply, standing: wanted });
  if (subject.instead) return subject.instead;
  const { say } = subject.page;
  const said = { changed: say('password.changed'), reset: say('password.wasReset') };
  const what = queryOf(request, 'done');
  const done = what === 'changed' || what === 'reset' ? said[what] : null;
  const snapshot = parts.wiring.policy.current();
  return sendPage(reply, <PasswordPage {...{ subject, snapshot, formKey: randomUUID(), problem: null, done }} />);
};

const sentForm = z.object({
  service: z.enum(['change-password', 'reset-password']),
  for: z.enum(standing).catch('holder'),
  key: z.uuid().catch(() => randomUUID()),
  authorisation: z.unknown().optional().transform(parseAuthorisationId),
  documents: sentDocuments,
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
  const asked = await ask(wiring, staffOf(request), { file, given });
  const isReset = given.service === 'reset-password';
  if (asked.ok)
    return reply.redirect(
      `/console/people/${file.personId}/password?for=${given.for}&done=${isReset ? 'reset' : 'changed'}`,
      303,
    );
  const entry = subject.menu.entries.find(({ service }) => service === given.service);
  if (!entry) throw new Error('the menu has no entry for the service password');
  const telling = { snapshot, question: entry.question, language: page.language };
  return again(explainRefusal(asked, telling).message, 409);
};

type Given = { readonly file: PersonFile; readonly given: Sent };

const ask = (wiring: Wiring, staff: Staff, { file, given }: Given) => {
  const channel = channelOf(staff);
  if (channel === null) throw new Error('the table lets a role change passwords that serves nobody');
  const served = servedBy(staff, given.documents);
  const asker: PasswordAsker = {
    ...{ personId: file.personId, actor: given.for, actorId: staff.account, channel },
    ...{ level: 0, language: 'zh', key: given.key, served, ...namedBy(given) },
  };
  return given.service === 'reset-password'
    ? resetPassword(wiring, { ...asker, chosen: null })
    : changePassword(wiring, { ...asker, oldPassword: given.secretOld, newPassword: given.secretNew });
};
