// Stands before every page of an application: the gate is asked first, and who may not apply sees why.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Desk } from '../desk/desk.ts';
import type { Page } from '../page.ts';
import { type PortalScope, send, whoOf } from '../portal-scope.ts';
import { type Case, openDraft } from './case.ts';
import { picturesFor } from './correction.ts';
import { withPresets } from './presets.ts';
import { ApplyRefused } from './start-page.tsx';

type Answer = (desk: Desk, applying: Case) => Promise<FastifyReply>;
type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Makes a route of an answer; `opened` is the page where the route has opened one already. */
export type ForApplicant = (answer: Answer, opened?: Page) => Handler;

export const forApplicantOf =
  ({ desk, open }: PortalScope): ForApplicant =>
  (answer, opened) =>
  async (request, reply) => {
    const page = opened ?? (await open(request, reply));
    const who = whoOf(request, page);
    const permission = await desk.prospect(who);
    if (!permission.permitted) return send(reply, <ApplyRefused page={page} {...permission} />);
    const [opening, sent] = await Promise.all([openDraft(desk, who), desk.photos.find(who.personId)]);
    const draft = withPresets(opening.draft, permission);
    const pictures = picturesFor(draft, sent);
    return answer(desk, { page, who, permission, request, reply, pictures, ...opening, draft });
  };
