// The page of an application: behind the reason for its person's record, with one field or one picture in clear at a time.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { parseApplicationNumber } from '../applications/application.ts';
import { findPictureOfApplication } from '../photos/find-pictures.ts';
import { photoKinds } from '../photos/photo.ts';
import { formOf, paramOf, queryOf } from '../portal/portal-scope.ts';
import { leaveLook, unmaskableOfApplication } from '../staff/leave-look.ts';
import { findPersonOfApplication } from '../staff/people-store.ts';
import type { StaffAction } from '../staff/permissions.ts';
import type { Wiring } from '../wiring.ts';
import { type ApplicationFile, readApplicationFile } from './application-file.ts';
import { ApplicationPage, PicturePage } from './application-page.tsx';
import { type Found, isOpen, noteOf, type Parts, reachedPerson } from './open-record.ts';
import { type ConsolePage, type OpenConsole, sendPage, staffOf } from './page.ts';
import { UnknownPage } from './reason-page.tsx';
import { find } from './search-routes.tsx';

/** GET /console/applications/:number, POST …/unmask and …/pictures. */
export const applicationRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    const path = '/console/applications/:number';
    app.get(path, { config: { staffAction: 'see-person' } }, (request, reply) => show(parts, request, reply));
    app.post(`${path}/unmask`, { config: { staffAction: 'unmask-field' } }, (request, reply) =>
      unmask(parts, request, reply),
    );
    app.post(`${path}/pictures`, { config: { staffAction: 'see-pictures' } }, (request, reply) =>
      showPicture(parts, request, reply),
    );
  };

type Subject = { readonly page: ConsolePage; readonly file: ApplicationFile };

/** The application of an open record; an answer instead when there is none, or the reason has to be given first. */
const subjectOf = async (
  parts: Parts,
  { request, reply, action }: { request: FastifyRequest; reply: FastifyReply; action: StaffAction },
): Promise<Found<Subject>> => {
  const number = parseApplicationNumber(paramOf(request, 'number')) ?? '';
  const owner = await findPersonOfApplication(parts.wiring.sql, number);
  if (owner === undefined || !isOpen(parts.wiring, request, owner))
    return { instead: await find(parts, { request, reply, written: number, query: `?application=${number}` }) };
  const staff = staffOf(request);
  const page = parts.open(request, reply);
  const personId = await reachedPerson(parts, staff, { personId: owner, action });
  const file = personId && (await readApplicationFile(parts.wiring, staff, { personId, number }));
  return file ? { page, file } : { instead: sendPage(reply, <UnknownPage page={page} />, 404) };
};

const pathOf = ({ application }: ApplicationFile): string => `/console/applications/${application.number}`;

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, { request, reply, action: 'see-person' });
  if (subject.instead) return subject.instead;
  const { page, file } = subject;
  const problem = queryOf(request, 'problem') === 'why' ? page.say('unmask.whyMissing') : null;
  const snapshot = parts.wiring.policy.current();
  return sendPage(
    reply,
    <ApplicationPage page={page} file={file} snapshot={snapshot} clear={null} problem={problem} />,
  );
};

/** Shown once, in the answer to the form: to load the page again is to ask again. */
const unmask = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, { request, reply, action: 'unmask-field' });
  if (subject.instead) return subject.instead;
  const { page, file } = subject;
  const path = pathOf(file);
  const field = unmaskableOfApplication.find((each) => each === formOf(request).field);
  const note = noteOf(request);
  if (field === undefined || note === null) return reply.redirect(`${path}?problem=why#unmask`, 303);
  await leaveLook(parts.wiring, staffOf(request), { personIds: [file.personId], purpose: `unmask-${field}`, note });
  const snapshot = parts.wiring.policy.current();
  return sendPage(
    reply,
    <ApplicationPage page={{ ...page, path }} file={file} snapshot={snapshot} clear={field} problem={null} />,
  );
};

/** In the page itself, so that the picture has no address under which it could be looked at again without a trace. */
const showPicture = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, { request, reply, action: 'see-pictures' });
  if (subject.instead) return subject.instead;
  const { page, file } = subject;
  const kind = photoKinds.find((each) => each === formOf(request).kind);
  const jpeg = kind && (await findPictureOfApplication(parts.wiring, file.pictures, kind));
  if (kind === undefined || jpeg === undefined) return reply.redirect(pathOf(file), 303);
  await leaveLook(parts.wiring, staffOf(request), {
    personIds: [file.personId],
    purpose: `picture-${kind}`,
    note: null,
  });
  const { number } = file.application;
  return sendPage(reply, <PicturePage page={{ ...page, path: pathOf(file) }} picture={{ number, kind, jpeg }} />);
};
