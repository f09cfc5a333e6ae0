// /me/password: changing and resetting one's own service password. What was typed never comes back on a page.
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { changePassword, type PasswordRefused } from '../../passwords/change-password.ts';
import { findPasswordState } from '../../passwords/passwords-store.ts';
import { resetPassword } from '../../passwords/reset-password.ts';
import type { Wiring } from '../../wiring.ts';
import { type Errors, hasErrors } from '../components/error-summary.tsx';
import type { Who } from '../desk/desk.ts';
import { explainRefusal } from '../desk/explanation.ts';
import { ownChannel, questionOf, readOwnFile } from '../desk/own-file.ts';
import { RefusedPage } from '../pages/enable.tsx';
import { formOf, type PortalScope, send } from '../portal-scope.ts';
import { personPages, type Visit } from '../visit.tsx';
import { passwordErrors } from './password-errors.ts';
import { PasswordDonePage, PasswordPage, ResetPage } from './password-page.tsx';

/** GET and POST /me/password and /me/password/reset, GET /me/password/done. */
export const passwordRoutes =
  (scope: PortalScope & { readonly wiring: Wiring }): FastifyPluginAsync =>
  async (app) => {
    const { wiring } = scope;
    const { to, forPerson } = personPages(scope);
    app.get(
      '/me/password',
      to('change-password'),
      forPerson((_, visit) => showPassword(wiring, visit, {})),
    );
    app.post(
      '/me/password',
      to('change-password'),
      forPerson((_, visit) => change(wiring, visit)),
    );
    app.get(
      '/me/password/reset',
      to('reset-password'),
      forPerson(async (_, visit) => showReset(visit, {})),
    );
    app.post(
      '/me/password/reset',
      to('reset-password'),
      forPerson((_, visit) => reset(wiring, visit)),
    );
    app.get(
      '/me/password/done',
      to('see-own'),
      forPerson(async (_, { page, reply }) => send(reply, <PasswordDonePage page={page} />)),
    );
  };

const sent = z.object({
  key: z.uuid().catch(() => randomUUID()),
  secretOld: z.string().max(40).catch(''),
  secretNew: z.string().max(40).catch(''),
  secretAgain: z.string().max(40).catch(''),
});

/** With mistakes to mend, if there are any. */
const showPassword = async ({ sql }: Wiring, { page, who, reply }: Visit, errors: Errors) => {
  const status = hasErrors(errors) ? 422 : 200;
  const state = await findPasswordState(sql, who.personId);
  return send(reply, <PasswordPage {...{ page, state, errors, formKey: randomUUID() }} />, status);
};

const showReset = ({ page, reply }: Visit, errors: Errors) =>
  send(reply, <ResetPage {...{ page, errors, formKey: randomUUID() }} />, hasErrors(errors) ? 422 : 200);

const asking = ({ personId, level, language }: Who) =>
  ({ personId, actor: 'holder', actorId: personId, level, channel: ownChannel, language }) as const;

const change = async (wiring: Wiring, visit: Visit) => {
  const { page, who, request, reply } = visit;
  const { key, secretOld, secretNew, secretAgain } = sent.parse(formOf(request));
  if (secretNew !== secretAgain) return showPassword(wiring, visit, { secretAgain: page.say('password.notAgain') });
  const given = { ...asking(who), key, oldPassword: secretOld, newPassword: secretNew };
  const changed = await changePassword(wiring, given);
  if (changed.ok) return reply.redirect('/me/password/done', 303);
  const errors = passwordErrors(page, changed.code);
  return errors ? showPassword(wiring, visit, errors) : refuse(wiring, visit, changed);
};

const reset = async (wiring: Wiring, visit: Visit) => {
  const { page, who, request, reply } = visit;
  const { key, secretNew, secretAgain } = sent.parse(formOf(request));
  if (secretNew !== secretAgain) return showReset(visit, { secretAgain: page.say('password.notAgain') });
  const done = await resetPassword(wiring, { ...asking(who), key, chosen: secretNew });
  if (done.ok) return reply.redirect('/me/password/done', 303);
  const errors = passwordErrors(visit.page, done.code);
  return errors ? showReset(visit, errors) : refuse(wiring, visit, done);
};

const refuse = async (wiring: Wiring, { page, who, reply }: Visit, refusal: PasswordRefused) => {
  const file = await readOwnFile(wiring, who.personId);
  const telling = { snapshot: file.snapshot, question: questionOf(file, 'change-password'), language: who.language };
  const explanation = explainRefusal(refusal, telling);
  return send(reply, <RefusedPage page={page} title={page.say('password.title')} refusal={explanation} />, 409);
};
