// The record of a person: first the reason, then the masked page; one field in clear for a reason of its own.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { parseApplicationNumber } from '../applications/application.ts';
import { formOf, queryOf } from '../portal/portal-scope.ts';
import { type LookReason, leaveLook, lookReasons, type Unmaskable, unmaskable } from '../staff/leave-look.ts';
import type { Wiring } from '../wiring.ts';
import { readPersonFile } from './desk.ts';
import { isOpen, noteOf, type Parts, reached } from './open-record.ts';
import { openedPerson } from './opened-person.tsx';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { PersonPage } from './person-page.tsx';
import { ReasonPage, UnknownPage } from './reason-page.tsx';
import { standingOf } from './served-person.tsx';

/** GET /console/people/:person, POST …/open and …/unmask. */
export const personRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const looking = { config: { staffAction: 'see-person' } } as const;
    app.get('/console/people/:person', looking, (request, reply) => show(parts, request, reply));
    app.post('/console/people/:person/open', looking, (request, reply) => openRecord(parts, request, reply));
    app.post('/console/people/:person/unmask', { config: { staffAction: 'unmask-field' } }, (request, reply) =>
      unmask(parts, request, reply),
    );
  };

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const staff = staffOf(request);
  const page = parts.open(request, reply);
  const personId = await reached(parts, staff, { request, action: 'see-person' });
  if (personId === undefined) return sendPage(reply, <UnknownPage page={page} />, 404);
  if (!isOpen(parts.wiring, request, personId))
    return sendPage(
      reply,
      <ReasonPage
        page={page}
        personId={personId}
        application={applicationIn(queryOf(request, 'application'))}
        problem={null}
      />,
    );
  const file = await readPersonFile(parts.wiring, staff, { personId, standing: standingOf(request) });
  const snapshot = parts.wiring.policy.current();
  const problem = queryOf(request, 'problem') === 'why' ? page.say('unmask.whyMissing') : null;
  return sendPage(reply, <PersonPage page={page} file={file} snapshot={snapshot} clear={null} problem={problem} />);
};

const openRecord = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const staff = staffOf(request);
  const page = parts.open(request, reply);
  const personId = await reached(parts, staff, { request, action: 'see-person' });
  if (personId === undefined) return sendPage(reply, <UnknownPage page={page} />, 404);
  const reason: LookReason | undefined = lookReasons.find((each) => each === formOf(request).reason);
  const note = noteOf(request);
  const application = applicationIn(formOf(request).application);
  if (reason === undefined || (reason === 'other' && note === null)) {
    const problem = page.say(reason === undefined ? 'reason.missing' : 'reason.noteMissing');
    return sendPage(
      reply,
      <ReasonPage page={page} personId={personId} application={application} problem={problem} />,
      422,
    );
  }
  // Before anything is shown: a look that nobody knows of would be worse than a trace without one.
  await leaveLook(parts.wiring, staff, { personIds: [personId], purpose: `opened-${reason}`, note });
  request.staffSession.keepOpened(personId, parts.wiring.systemClock());
  const path = application === null ? `/console/people/${personId}` : `/console/applications/${application}`;
  return reply.redirect(path, 303);
};

const applicationIn = (written: unknown): string | null =>
  (typeof written === 'string' && parseApplicationNumber(written)) || null;

/** Shown once, in the answer to the form: to load the page again is to ask again. */
const unmask = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const opened = await openedPerson(parts, { action: 'unmask-field', request, reply });
  if (opened.instead) return opened.instead;
  const { page, personId } = opened;
  const staff = staffOf(request);
  const path = `/console/people/${personId}`;
  const field: Unmaskable | undefined = unmaskable.find((each) => each === formOf(request).field);
  const note = noteOf(request);
  if (field === undefined || note === null) return reply.redirect(`${path}?problem=why#unmask`, 303);
  await leaveLook(parts.wiring, staff, { personIds: [personId], purpose: `unmask-${field}`, note });
  const file = await readPersonFile(parts.wiring, staff, { personId, standing: undefined });
  const snapshot = parts.wiring.policy.current();
  // The switch of the language comes back by an address, and this page has none.
  return sendPage(
    reply,
    <PersonPage page={{ ...page, path }} file={file} snapshot={snapshot} clear={field} problem={null} />,
  );
};
