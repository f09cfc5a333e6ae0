// The steps of logging in by phone at the simulated provider: each a form of its own, in their order (R-CHAN-20, R-CHAN-21).
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { demoLoginPath } from '../identity/demo-login.ts';
import type { Wiring } from '../wiring.ts';
import type { DemoPerson } from './demo-city.ts';
import { noSteps, type PhoneLogin, type Stepped, type Steps } from './login-phone.ts';
import { phonePage } from './login-phone-pages.tsx';
import { phoneProblems } from './login-phone-words.ts';
import { type Proof, proofs } from './login-words.ts';

/** Whom a phone stands for before anybody is named: the first of those who have it, and no more than the phone is told of them. */
export const phoneAccount = (slug: string): string => `phone-${slug}`;

/** A login as the provider knows it. */
export type Interaction = { readonly uid: string; readonly level: number; readonly hint: string | null };
/** What a login ends with. `level` is what was proved. */
export type Proven = { readonly accountId: string; readonly level: number; readonly amr: readonly string[] };

type PhoneRoutes = {
  readonly wiring: Wiring;
  readonly people: readonly DemoPerson[];
  readonly login: PhoneLogin;
  readonly pathOf: (uid: string) => string;
  readonly interactionOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Interaction>;
  readonly finish: (request: FastifyRequest, reply: FastifyReply, proven: Proven) => Promise<FastifyReply>;
};

const provenCookie = 'demo_login_proven';
const provenSeconds = 15 * 60;
const stepsPerMinute = 60;

type Visit = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly interaction: Interaction;
  /** The proof of level 3 that was chosen with this request. */
  readonly chosen?: string | undefined;
};

/** GET and POST <interaction>/phone. Needs cookies and forms to be read. */
export const phoneLoginRoutes =
  (parts: PhoneRoutes): FastifyPluginAsync =>
  async (app) => {
    const { login } = parts;
    const path = phonePathOf(parts.pathOf(':uid'));
    const limited = { config: { rateLimit: { max: stepsPerMinute, timeWindow: '1 minute' } } };
    const visit = async (request: FastifyRequest, reply: FastifyReply): Promise<Visit> => ({
      request,
      reply,
      interaction: await parts.interactionOf(request, reply),
    });
    app.get(path, async (request, reply) => {
      const visiting = await visit(request, reply);
      const { uid, hint } = visiting.interaction;
      const steps = (await login.find(uid)) ?? (await recall(parts, request, hint)) ?? noSteps;
      await login.keep(uid, steps);
      return goOn(parts, visiting, { steps, problem: null });
    });
    app.post(path, limited, async (request, reply) => {
      const visiting = await visit(request, reply);
      const { uid } = visiting.interaction;
      const form = answer.parse(request.body);
      const stepped = await step(login, (await login.find(uid)) ?? noSteps, { form, address: request.ip });
      await login.keep(uid, stepped.steps);
      return goOn(parts, { ...visiting, chosen: form.step === 'proof' ? form.proof : undefined }, stepped);
    });
  };

/** Where this login goes on by phone. */
export const phonePathOf = (interactionPath: string): string => `${interactionPath}/phone`;

/** Steps this browser took a moment ago, if they are of the very account that the portal says is logged in. */
const recall = async (
  { people, login }: Pick<PhoneRoutes, 'people' | 'login'>,
  request: FastifyRequest,
  hint: string | null,
): Promise<Steps | undefined> => {
  const proven = await login.recall(request.cookies[provenCookie] ?? '');
  if (!proven || hint === null) return undefined;
  if (accountOf(people, proven) === hint) return proven;
  // Of a phone that is shared: whose it is has to be said again, not that one has it.
  const phoneAlone = { ...proven, person: null };
  return accountOf(people, phoneAlone) === hint ? phoneAlone : undefined;
};

/** Whether a login is of somebody who began by phone; it goes on from there. */
export const goesOnByPhone = async (
  parts: Pick<PhoneRoutes, 'people' | 'login'>,
  request: FastifyRequest,
  hint: string | null,
): Promise<boolean> =>
  parts.people.some(({ slug }) => phoneAccount(slug) === hint) || (await recall(parts, request, hint)) !== undefined;

const accountOf = (people: readonly DemoPerson[], { person, phone }: Steps): string | undefined => {
  const first = people.find((each) => each.phone === phone);
  return person ?? (first && phoneAccount(first.slug));
};

const answer = z.object({
  step: z.enum(['phone', 'again', 'code', 'name', 'proof', 'restart']),
  phone: z.string().default(''),
  code: z.string().default(''),
  name: z.string().default(''),
  idNumber: z.string().default(''),
  proof: z.string().optional(),
});

type Given = { readonly form: z.infer<typeof answer>; readonly address: string };

/** No step is taken before the one it stands on: a name says nothing as long as the phone is not proved. */
const step = async (login: PhoneLogin, now: Steps, { form, address }: Given): Promise<Stepped> => {
  if (form.step === 'phone') return login.sendCode(form.phone, address);
  if (form.step === 'again' && now.phone !== null) return login.sendCode(now.phone, address);
  if (form.step === 'code' && now.phone !== null && !now.phoneProven)
    return login.tryCode(now, { code: form.code, address });
  if (form.step === 'name' && now.phoneProven && now.person === null) return login.tryName(now, { ...form, address });
  return { steps: form.step === 'restart' ? noSteps : now, problem: null };
};

/** The next page, or the end when what was proved is as much as the portal needs. */
const goOn = async (parts: PhoneRoutes, visit: Visit, stepped: Stepped): Promise<FastifyReply> => {
  const { request, reply, interaction, chosen } = visit;
  const { steps } = stepped;
  const proof = proofs.find(({ code, level }) => level === 3 && code === chosen);
  const level = levelOf(steps, proof);
  const accountId = accountOf(parts.people, steps);
  if (level >= interaction.level && accountId !== undefined) {
    const secret = await parts.login.remember(steps);
    reply.setCookie(provenCookie, secret, {
      ...{ path: demoLoginPath, httpOnly: true, sameSite: 'lax', maxAge: provenSeconds },
      secure: parts.wiring.config.baseUrl.protocol === 'https:',
    });
    return parts.finish(request, reply, { accountId, level, amr: amrOf(level, proof) });
  }
  // Taken well: the next page has an address of its own, so that loading it again sends nothing twice.
  if (request.method === 'POST' && stepped.problem === null)
    return reply.redirect(phonePathOf(parts.pathOf(interaction.uid)), 303);
  const page = phonePage({
    ...stepped,
    action: phonePathOf(parts.pathOf(interaction.uid)),
    pickHref: parts.pathOf(interaction.uid),
    inboxHref: inboxOf(parts, steps),
  });
  return reply
    .code(stepped.problem === null ? 200 : phoneProblems[stepped.problem].status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(page);
};

const levelOf = ({ phoneProven, person }: Steps, proof: Proof | undefined): number => {
  if (!phoneProven) return 0;
  if (person === null) return 1;
  return proof ? 3 : 2;
};

/** Each level stands on those below it, in the words of RFC 8176. */
const amrOf = (level: number, proof: Proof | undefined): readonly string[] => [
  'sms',
  ...(level >= 2 ? ['kba'] : []),
  ...(proof?.amr ?? []),
];

/** The demo's own phone; undefined where the settings send messages somewhere else. */
const inboxOf = ({ wiring, people }: PhoneRoutes, { phone }: Steps): string | null => {
  const person = people.find((each) => each.phone === phone);
  return person && wiring.config.phoneGateway?.url.endsWith(demoPhoneMessages) ? `/demo/phone/${person.slug}` : null;
};
const demoPhoneMessages = '/demo/phone/messages';
