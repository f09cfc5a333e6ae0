// Logging in as staff at the simulated provider: pick an account, then the code that comes to its demo phone.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { demoStaff } from './demo-staff.ts';
import { noSteps, type PhoneLogin, type Stepped } from './login-phone.ts';
import { phoneProblems } from './login-phone-words.ts';
import { staffChoosePage, staffCodePage } from './login-staff-pages.tsx';

type StaffRoutes = {
  readonly login: PhoneLogin;
  /** Messages reach the demo's own phone. */
  readonly hasInbox: boolean;
  readonly pathOf: (uid: string) => string;
  /** Number of the login; undefined when it is not one of staff. */
  readonly staffInteraction: (request: FastifyRequest, reply: FastifyReply) => Promise<string | undefined>;
  /** Ends the login; undefined: cancelled. */
  readonly finish: (request: FastifyRequest, reply: FastifyReply, proven: StaffProven | undefined) => Promise<unknown>;
};

type StaffProven = { readonly accountId: string; readonly level: number; readonly amr: readonly string[] };

const answer = z.object({
  step: z.enum(['account', 'code', 'again', 'password-only', 'restart']).optional().catch(undefined),
  account: z.string().default(''),
  code: z.string().default(''),
  cancel: z.string().optional(),
});

/** Where a login of staff goes on. */
export const staffPathOf = (interactionPath: string): string => `${interactionPath}/staff`;

/** GET and POST <interaction>/staff. Needs cookies and forms to be read. */
export const staffLoginSteps =
  (parts: StaffRoutes): FastifyPluginAsync =>
  async (app) => {
    const path = staffPathOf(parts.pathOf(':uid'));
    app.get(path, async (request, reply) => {
      const uid = await parts.staffInteraction(request, reply);
      if (uid === undefined) return reply.callNotFound();
      return show(parts, { uid, reply, stepped: { steps: (await parts.login.find(uid)) ?? noSteps, problem: null } });
    });
    app.post(path, async (request, reply) => {
      const uid = await parts.staffInteraction(request, reply);
      if (uid === undefined) return reply.callNotFound();
      const form = answer.parse(request.body ?? {});
      if (form.cancel) return parts.finish(request, reply, undefined);
      const now = (await parts.login.find(uid)) ?? noSteps;
      const accountId = now.person;
      if (form.step === 'password-only' && accountId !== null)
        return parts.finish(request, reply, { accountId, level: 1, amr: ['pwd'] });
      const stepped = await step(parts, now, { ...form, address: request.ip });
      await parts.login.keep(uid, stepped.steps);
      if (stepped.steps.phoneProven && accountId !== null)
        return parts.finish(request, reply, { accountId, level: 1, amr: ['pwd', 'otp', 'mfa'] });
      if (stepped.problem === null) return reply.redirect(staffPathOf(parts.pathOf(uid)), 303);
      return show(parts, { uid, reply, stepped });
    });
  };

type Given = z.infer<typeof answer> & { readonly address: string };

const step = async ({ login }: StaffRoutes, now: Stepped['steps'], form: Given): Promise<Stepped> => {
  const slug = form.step === 'account' ? form.account : now.person;
  const account = demoStaff.find((each) => each.slug === slug);
  if (form.step === 'restart' || !account) return { steps: noSteps, problem: null };
  if (form.step === 'code') return login.tryCode(now, form);
  if (form.step !== 'account' && form.step !== 'again') return { steps: now, problem: null };
  const sent = await login.sendSecondFactor(account.phone);
  return { ...sent, steps: { ...sent.steps, person: account.slug } };
};

type Showing = { readonly uid: string; readonly reply: FastifyReply; readonly stepped: Stepped };

const show = ({ pathOf, hasInbox }: StaffRoutes, { uid, reply, stepped }: Showing): FastifyReply => {
  const { steps, problem, left = 0 } = stepped;
  const action = staffPathOf(pathOf(uid));
  const account = demoStaff.find(({ slug }) => slug === steps.person);
  const inboxHref = account && hasInbox ? `/demo/phone/${account.slug}` : null;
  const page = account
    ? staffCodePage({ action, account, problem, left, inboxHref })
    : staffChoosePage(action, demoStaff);
  return reply
    .code(problem === null ? 200 : phoneProblems[problem].status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(page);
};
