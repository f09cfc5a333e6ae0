// Sending an application back: listed reasons, no free text; the person is told and corrects it under its number.
import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { rejectApplication } from '../applications/reject-application.ts';
import { type RejectionReason, reasonOf, rejectionReasons } from '../applications/rejection-reasons.ts';
import type { PersonId } from '../base/ids.ts';
import { formOf } from '../portal/portal-scope.ts';
import type { StaffApplication } from '../staff/people-store.ts';
import type { Wiring } from '../wiring.ts';
import { applicationAsked, recordPath } from './application-asked.tsx';
import { isRejectable } from './desk.ts';
import { Choices } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { Parts } from './open-record.ts';
import { type ConsolePage, type OpenConsole, sendPage, staffOf } from './page.ts';
import { Problem } from './pieces.tsx';
import { severalTexts } from './sent-fields.ts';

const config = { staffAction: 'reject-application' } as const;

/** GET and POST /console/people/:person/applications/:number/reject. */
export const rejectRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const path = '/console/people/:person/applications/:number/reject';
    app.get(path, { config }, (request, reply) => show(parts, request, reply));
    app.post(path, { config }, (request, reply) => reject(parts, request, reply));
  };

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await applicationAsked(parts, { request, reply, ...config });
  if (subject.instead) return subject.instead;
  const { page, personId, application } = subject;
  if (!isRejectable(application)) return reply.redirect(recordPath(personId), 303);
  return sendPage(reply, <RejectPage page={page} personId={personId} application={application} problem={null} />);
};

const form = z.object({
  reasons: severalTexts,
  key: z.uuid().catch(''),
});

const reject = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await applicationAsked(parts, { request, reply, ...config });
  if (subject.instead) return subject.instead;
  const { page, personId, application } = subject;
  const given = form.parse(formOf(request));
  const reasons: readonly RejectionReason[] = rejectionReasons.filter((each) => given.reasons.includes(each));
  if (reasons.length === 0 || given.key === '')
    return again(reply, { page, personId, application, problem: page.say('reject.missing') }, 422);
  const rejected = await rejectApplication(parts.wiring, {
    ...{ clerkId: staffOf(request).account, key: given.key, number: application.number, reasons },
  });
  if (rejected.ok) return reply.redirect(recordPath(personId), 303);
  return again(reply, { page, personId, application, problem: page.say(`reject.${rejected.code}`) }, 409);
};

type RejectProps = {
  readonly page: ConsolePage;
  readonly personId: PersonId;
  readonly application: StaffApplication;
  readonly problem: string | null;
};

const again = (reply: FastifyReply, props: RejectProps, status: number): FastifyReply =>
  sendPage(reply, <RejectPage {...props} />, status);

const RejectPage = ({ page, personId, application: { number }, problem }: RejectProps) => {
  const { say, language } = page;
  return (
    <Frame page={page} title={say('reject.title')} section={null}>
      <div class="narrow">
        <h1>{say('reject.title')}</h1>
        <p class="lead">{say('reject.lead', { number })}</p>
        <Problem problem={problem} />
        <form method="post" action={`${recordPath(personId)}/applications/${number}/reject`}>
          <Csrf page={page} />
          {/* Sent twice it is one rejection. */}
          <input type="hidden" name="key" value={randomUUID()} />
          <Choices
            {...{ type: 'checkbox', name: 'reasons', legend: say('reject.which') }}
            options={rejectionReasons.map((value) => ({ value, text: reasonOf(value)[language].why }))}
          />
          <p class="actions">
            <button type="submit">{say('reject.act')}</button>
            <a href={recordPath(personId)}>{say('reject.back')}</a>
          </p>
        </form>
      </div>
    </Frame>
  );
};
