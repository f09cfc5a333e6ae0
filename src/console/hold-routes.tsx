// Stopping an application until something is cleared up, for listed reasons, and letting it go on where it stood (G-38).
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isHoldable } from '../applications/application-lifecycle.ts';
import { holdApplication } from '../applications/hold-application.ts';
import { holdReasonOf, holdReasons } from '../applications/hold-reasons.ts';
import { releaseApplication } from '../applications/release-application.ts';
import { formOf } from '../portal/portal-scope.ts';
import type { StaffApplication } from '../staff/people-store.ts';
import type { Wiring } from '../wiring.ts';
import { applicationAsked, recordPath } from './application-asked.tsx';
import { Choices } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { Parts } from './open-record.ts';
import { type ConsolePage, type OpenConsole, sendPage, staffOf } from './page.ts';
import { Problem } from './pieces.tsx';
import { severalTexts } from './sent-fields.ts';

const config = { staffAction: 'hold-application' } as const;

/** GET and POST /console/people/:person/applications/:number/hold and …/release. */
export const holdRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const path = '/console/people/:person/applications/:number';
    app.get(`${path}/hold`, { config }, (request, reply) => show(parts, 'hold', { request, reply }));
    app.post(`${path}/hold`, { config }, (request, reply) => hold(parts, request, reply));
    app.get(`${path}/release`, { config }, (request, reply) => show(parts, 'release', { request, reply }));
    app.post(`${path}/release`, { config }, (request, reply) => release(parts, request, reply));
  };

type Act = 'hold' | 'release';
type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

const fits = (act: Act, { state, heldFrom }: StaffApplication): boolean =>
  act === 'hold' ? isHoldable(state) : heldFrom !== null;

const pathOf = ({ number }: StaffApplication): string => `/console/applications/${number}`;

const show = async (parts: Parts, act: Act, exchange: Exchange): Promise<FastifyReply> => {
  const { reply } = exchange;
  const subject = await applicationAsked(parts, { ...exchange, ...config });
  if (subject.instead) return subject.instead;
  const { application } = subject;
  if (!fits(act, application)) return reply.redirect(pathOf(application), 303);
  return sendPage(reply, <HoldPage {...subject} act={act} problem={null} />);
};

const form = z.object({
  reasons: severalTexts,
  key: z.uuid().catch(''),
});

const hold = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await applicationAsked(parts, { request, reply, ...config });
  if (subject.instead) return subject.instead;
  const { page, application } = subject;
  const given = form.parse(formOf(request));
  const reasons = holdReasons.filter((each) => given.reasons.includes(each));
  if (reasons.length === 0 || given.key === '')
    return sendPage(reply, <HoldPage {...subject} act="hold" problem={page.say('hold.missing')} />, 422);
  const { account: clerkId } = staffOf(request);
  const held = await holdApplication(parts.wiring, { clerkId, key: given.key, number: application.number, reasons });
  if (held.ok) return reply.redirect(pathOf(application), 303);
  return sendPage(reply, <HoldPage {...subject} act="hold" problem={page.say(`hold.${held.code}`)} />, 409);
};

const release = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await applicationAsked(parts, { request, reply, ...config });
  if (subject.instead) return subject.instead;
  const { page, application } = subject;
  const { key } = form.parse(formOf(request));
  if (key === '') return reply.redirect(pathOf(application), 303);
  const { account: clerkId } = staffOf(request);
  const released = await releaseApplication(parts.wiring, { clerkId, key, number: application.number });
  if (released.ok) return reply.redirect(pathOf(application), 303);
  return sendPage(reply, <HoldPage {...subject} act="release" problem={page.say(`hold.${released.code}`)} />, 409);
};

type HoldProps = {
  readonly page: ConsolePage;
  readonly personId: Parameters<typeof recordPath>[0];
  readonly application: StaffApplication;
  readonly act: Act;
  readonly problem: string | null;
};

const HoldPage = (props: HoldProps) => {
  const { page, personId, application, act, problem } = props;
  const { say } = page;
  return (
    <Frame page={page} title={say(`${act}.title`)} section={null}>
      <div class="narrow">
        <h1>{say(`${act}.title`)}</h1>
        <p class="lead">{say(`${act}.lead`, { number: application.number })}</p>
        <Problem problem={problem} />
        <form method="post" action={`${recordPath(personId)}/applications/${application.number}/${act}`}>
          <Csrf page={page} />
          {/* Sent twice it is done once. */}
          <input type="hidden" name="key" value={randomUUID()} />
          {act === 'hold' ? <Reasons page={page} /> : <HeldFor {...props} />}
          <p class="actions">
            <button type="submit">{say(`${act}.act`)}</button>
            <a href={pathOf(application)}>{say('hold.back')}</a>
          </p>
        </form>
      </div>
    </Frame>
  );
};

const Reasons = ({ page: { say, language } }: Pick<HoldProps, 'page'>) => (
  <Choices
    {...{ type: 'checkbox', name: 'reasons', legend: say('hold.which') }}
    options={holdReasons.map((value) => ({ value, text: holdReasonOf(value)[language].why }))}
  />
);

const HeldFor = ({ page: { language }, application }: HoldProps) => (
  <ul>
    {application.heldFor?.map((reason) => (
      <li key={reason}>{holdReasonOf(reason)[language].why}</li>
    ))}
  </ul>
);
