// The first pages of the console.
import type { FastifyPluginAsync } from 'fastify';
import { dateIn } from '../base/dates.ts';
import { findAlarms } from '../staff/find-alarms.ts';
import { findQueue } from '../staff/find-queue.ts';
import { countOpenTickets } from '../tickets/tickets-store.ts';
import type { Wiring } from '../wiring.ts';
import { HelpPage, HomePage, IdlePage, LandingPage } from './home-page.tsx';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { deskOf } from './ticket-desk.ts';

/** GET /console (the way in, or the home page of the role), /console/idle, /console/help; POST /console/stay. */
export const homeRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    app.get('/console', { config: { staffAction: 'anybody' } }, async (request, reply) => {
      const page = open(request, reply);
      if (page.staff === null) return sendPage(reply, <LandingPage page={page} />);
      const staff = staffOf(request);
      const desk = deskOf(staff);
      const today = dateIn(wiring.businessClock());
      const [queue, alarms, tickets] = await Promise.all([
        findQueue(wiring, staff),
        findAlarms(wiring, staff),
        desk && countOpenTickets(wiring.sql, desk, today),
      ]);
      return sendPage(reply, <HomePage {...{ page, queue, alarms, tickets }} snapshot={wiring.policy.current()} />);
    });
    // A timer of the browser comes here, which is no sign that somebody works: it must not keep the session.
    app.get('/console/idle', { config: { staffAction: 'anybody', isIdle: true } }, async (request, reply) =>
      sendPage(reply, <IdlePage page={open(request, reply)} />),
    );
    // The answer to the warning that the session ends; the request itself prolongs it.
    app.post('/console/stay', { config: { staffAction: 'see-console' } }, async ({ staffSession }, reply) =>
      reply.send({ secondsLeft: staffSession.secondsLeft }),
    );
    app.get('/console/help', { config: { staffAction: 'see-console' } }, async (request, reply) =>
      sendPage(reply, <HelpPage page={open(request, reply)} />),
    );
  };
