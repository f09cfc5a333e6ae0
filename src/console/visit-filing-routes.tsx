// At home: the helper of a street files the application on the word of the person who is there (R-ELDER-02, R-ELDER-04).
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { completeHelp } from '../help-requests/complete-help.ts';
import { type HelpRequestId, parseHelpRequestId } from '../help-requests/help-request.ts';
import { findListedHelp, type ListedHelp } from '../help-requests/help-requests-store.ts';
import type { PhotoConverter } from '../photos/photo-converter.ts';
import { registerPhotoForms } from '../portal/apply/photo-form.ts';
import { paramOf } from '../portal/portal-scope.ts';
import { leaveLook } from '../staff/leave-look.ts';
import type { Wiring } from '../wiring.ts';
import { type CounterPlace, readCounterFile } from './counter-file.ts';
import { queryIn } from './counter-routes.tsx';
import { filingRoutes, type Subject } from './filing-routes.tsx';
import { helpReachOf } from './help-reach.ts';
import type { Found, Parts } from './open-record.ts';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { NoVisitPage } from './visit-pages.tsx';
import { actingOf } from './visit-routes.tsx';

const action = 'answer-help-request';

/** Everything under /console/help-requests/:id/filing. */
export const visitFilingRoutes =
  (wiring: Wiring, open: OpenConsole, converter: PhotoConverter): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    await registerPhotoForms(app);
    const filed = (request: FastifyRequest, number: string) => complete(wiring, request, number);
    const path = '/console/help-requests/:id/filing';
    filingRoutes(app, { ...parts, converter, subjectOf: subjectOf(parts), filed }, { path, action });
  };

const idIn = (request: FastifyRequest): HelpRequestId | undefined => parseHelpRequestId(paramOf(request, 'id'));

/** A street that has taken the request on; where the application was filed, it shows the slip still. */
const isTheirs = ({ kind, state, outletId }: ListedHelp): boolean =>
  kind === 'street' && outletId !== null && (state === 'accepted' || state === 'done');

const subjectOf =
  ({ wiring, open }: Parts) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<Found<Subject>> => {
    const page = open(request, reply);
    const staff = staffOf(request);
    const nobody = (): Found<Subject> => ({ instead: sendPage(reply, <NoVisitPage page={page} />, 404) });
    const helpRequestId = idIn(request);
    const reach = helpReachOf(staff, action);
    const found = helpRequestId && reach && (await findListedHelp(wiring.sql, { helpRequestId, reach }));
    if (!found || !isTheirs(found) || found.outletId === null) return nobody();
    const { personId, outletId } = found;
    const place: CounterPlace = { channel: 'door', outletId, bank: null, instant: false };
    const file = await readCounterFile(wiring, place, {
      personId,
      query: { ...queryIn(request), actor: 'helper' },
      at: `/console/help-requests/${helpRequestId}/filing`,
    });
    if (!file) return nobody();
    // A page, not what is kept of it while it is typed.
    if (request.method === 'GET')
      await leaveLook(wiring, staff, { personIds: [personId], purpose: 'help-opened', note: null });
    return { page, place, file };
  };

/** The request is done with its application; done already it stays so. */
const complete = async (wiring: Wiring, request: FastifyRequest, number: string): Promise<void> => {
  const staff = staffOf(request);
  const helpRequestId = idIn(request);
  const reach = helpReachOf(staff, action);
  if (!helpRequestId || !reach) return;
  await completeHelp(wiring, { acting: actingOf(staff), reach, key: `filed ${number}`, helpRequestId, number });
};
