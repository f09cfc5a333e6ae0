// Sending pictures and looking at one's own: every post leads on by a redirect that names what was wrong with which file.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { PhotoKind, PhotoProblem } from '../../photos/photo.ts';
import type { Desk } from '../desk/desk.ts';
import { formOf, type PortalScope, paramOf, send, whoOf } from '../portal-scope.ts';
import { allowedFor, type Case } from './case.ts';
import { picturesFor } from './correction.ts';
import { withAnswers } from './draft.ts';
import type { ForApplicant } from './for-applicant.tsx';
import { fileOf, readPhotoForm, registerPhotoForms } from './photo-form.ts';
import { CardPhotoPage } from './photo-pages.tsx';
import { pathAfter, stepPath } from './steps.ts';

const kindOf = { idFront: 'id-front', idBack: 'id-back' } as const satisfies Record<string, PhotoKind>;
type PhotoField = keyof typeof kindOf;

/** Each picture costs a second of work: enough for every second try of somebody with a poor camera. */
const sendingLimit = { max: 30, timeWindow: '10 minutes' };

export const photoRoutes =
  (scope: PortalScope, forApplicant: ForApplicant): FastifyPluginAsync =>
  async (app) => {
    const requireLevel = scope.levels.requireLevelFor('apply');
    await registerPhotoForms(app);
    const taking = { preValidation: [requireLevel, readPhotoForm], config: { rateLimit: sendingLimit } };
    app.post(stepPath('id-photos'), taking, forApplicant(saveIdPhotos));
    app.post(`${stepPath('card-photo')}/upload`, taking, forApplicant(saveCardPhoto));
    app.get('/apply/photos/:name', { preHandler: requireLevel }, (request, reply) =>
      showPicture(scope, request, reply),
    );
  };

/** Its owner sees it; for anybody else there is nothing at this address. */
const showPicture = async (
  { desk, open }: PortalScope,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const who = whoOf(request, await open(request, reply));
  const picture = await desk.photos.picture(who.personId, paramOf(request, 'name'));
  reply.header('cache-control', 'no-store');
  if (!picture) return reply.code(404).type('text/plain; charset=utf-8').send('404');
  return reply.type('image/jpeg').send(picture);
};

type Wrong = Readonly<Partial<Record<PhotoField | 'cardPhoto', PhotoProblem>>>;

/** What is wrong with the files that came; a side that was sent before may be left empty. */
const keep = async (desk: Desk, { who, request, pictures }: Case, fields: readonly PhotoField[]): Promise<Wrong> => {
  const wrong: Partial<Record<PhotoField, PhotoProblem>> = {};
  const form = formOf(request);
  for (const field of fields) {
    const bytes = fileOf(form, field);
    if (!bytes) {
      if (pictures[field] === undefined) wrong[field] = 'NO_FILE';
      continue;
    }
    const uploaded = await desk.photos.upload({ personId: who.personId, kind: kindOf[field], bytes });
    if (!uploaded.ok) wrong[field] = uploaded.code;
  }
  return wrong;
};

const saveIdPhotos = async (desk: Desk, applying: Case): Promise<FastifyReply> => {
  const { who, permission, draft, request, reply } = applying;
  const wrong = await keep(desk, applying, ['idFront', 'idBack']);
  const pictures = picturesFor(draft, await desk.photos.find(who.personId));
  const answered = withAnswers(draft, ['idFront', 'idBack'], pictures);
  const isRight = Object.keys(wrong).length === 0;
  await (isRight
    ? desk.drafts.saveAnswered(who.personId, answered, 'id-photos')
    : desk.drafts.save(who.personId, answered));
  const fromCheck = formOf(request).from === 'check';
  if (!isRight) return reply.redirect(pathWith('id-photos', wrong, fromCheck), 303);
  const allowed = await allowedFor(desk, { permission, draft: answered, pictures });
  return reply.redirect(pathAfter(answered, 'id-photos', { allowed, fromCheck }), 303);
};

/**
 * A new photo is not chosen yet: the page shows what became of it, and the person confirms (C-58). One that is not taken is
 * shown beside the reason, in the answer itself: nothing of it is kept.
 */
const saveCardPhoto = async (desk: Desk, applying: Case): Promise<FastifyReply> => {
  const { page, who, permission, draft, pictures, request, reply } = applying;
  const form = formOf(request);
  const fromCheck = form.from === 'check';
  const bytes = fileOf(form, 'cardPhoto') ?? fileOf(form, 'cardPhotoCamera') ?? new Uint8Array();
  const uploaded = await desk.photos.upload({ personId: who.personId, kind: 'card-photo', bytes });
  if (uploaded.ok) {
    await desk.drafts.save(who.personId, withAnswers(draft, ['cardPhoto'], {}));
    return reply.redirect(pathWith('card-photo', {}, fromCheck), 303);
  }
  const { code, facts } = uploaded;
  if (!facts.picture) return reply.redirect(pathWith('card-photo', { cardPhoto: code }, fromCheck), 303);
  const errors = { cardPhoto: page.say(`photo.${code}`) };
  const wrong = { code, picture: Buffer.from(facts.picture).toString('base64') };
  const content = CardPhotoPage({
    ...{ permission, draft, pictures, errors, fromCheck, wrong },
    // The switches of language and mode come back to the page, not to this answer.
    page: { ...page, path: stepPath('card-photo') },
  });
  return send(reply, content, 422);
};

const pathWith = (step: 'id-photos' | 'card-photo', wrong: Wrong, fromCheck: boolean): string => {
  const query = new URLSearchParams({ ...wrong, ...(fromCheck && { from: 'check' }) }).toString();
  return query === '' ? stepPath(step) : `${stepPath(step)}?${query}`;
};
