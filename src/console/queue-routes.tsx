// The queues: a page of a list, as its address asks for it.
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { findQueue } from '../staff/find-queue.ts';
import { type QueueQuestion, queueQuestion } from '../staff/queue.ts';
import type { Wiring } from '../wiring.ts';
import { HomePage } from './home-page.tsx';
import { type OpenConsole, sendPage, staffOf } from './page.ts';
import { QueuePage } from './queue-page.tsx';

/** GET /console/queue. */
export const queueRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    app.get('/console/queue', { config: { staffAction: 'see-queue' } }, async (request, reply) => {
      const page = open(request, reply);
      const snapshot = wiring.policy.current();
      const queue = await findQueue(wiring, staffOf(request), questionIn(request));
      return sendPage(
        reply,
        queue ? (
          <QueuePage page={page} queue={queue} snapshot={snapshot} />
        ) : (
          <HomePage page={page} queue={queue} alarms={null} tickets={undefined} snapshot={snapshot} />
        ),
      );
    });
  };

const questionIn = ({ url }: FastifyRequest): QueueQuestion =>
  queueQuestion.parse(Object.fromEntries(new URLSearchParams(url.split('?')[1] ?? '')));
