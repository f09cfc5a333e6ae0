// The demo phone: takes messages as a gateway would, and keeps them in memory for whoever looks.
import { timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { languages } from '../base/language.ts';
import type { DemoPerson } from './demo-city.ts';
import { phoneWords } from './demo-words.ts';
import { inboxPage, type PhoneOwner, phonesPage } from './phone-pages.tsx';

/** Bounds of what a demo that runs for weeks keeps. */
const mostPhones = 200;
const mostMessages = 50;
/** Often enough for somebody who waits for a message. */
const refreshSeconds = 5;
/** All messages come from one address, the worker's. */
const messagesPerMinute = 6_000;

export type PhoneText = {
  readonly messageId: string;
  readonly text: string;
  readonly language: 'zh' | 'en';
  /** Business clock. */
  readonly at: Temporal.Instant;
};

/** Newest first. */
export type Inboxes = {
  readonly take: (to: string, message: PhoneText) => void;
  readonly list: (phone: string) => readonly PhoneText[];
  /** Phones that got something, the one that was quiet longest first. */
  readonly phones: () => readonly string[];
};

/** Keeps the newest messages of the phones that got one last; a message that comes again is one message. */
export const createInboxes = (): Inboxes => {
  const inboxes = new Map<string, readonly PhoneText[]>();
  return {
    take: (to, message) => {
      const before = inboxes.get(to) ?? [];
      if (before.some(({ messageId }) => messageId === message.messageId)) return;
      // Taken out and put in again, so that the first of the map is the phone that was quiet longest.
      inboxes.delete(to);
      inboxes.set(to, [message, ...before].slice(0, mostMessages));
      const [quietest] = inboxes.keys();
      if (inboxes.size > mostPhones && quietest !== undefined) inboxes.delete(quietest);
    },
    list: (phone) => inboxes.get(phone) ?? [],
    phones: () => [...inboxes.keys()],
  };
};

const posted = z.object({
  to: z.string().regex(/^\d{11}$/),
  text: z.string().min(1).max(1_000),
  language: z.enum(languages),
  messageId: z.string().min(1).max(100),
});

type PhoneRoutes = {
  readonly people: readonly DemoPerson[];
  readonly inboxes: Inboxes;
  /** What the gateway's callers have to show. */
  readonly token: string;
  readonly now: Clock;
};

/** POST /demo/phone/messages for the program, GET /demo/phone and /demo/phone/:slug for people. */
export const phoneRoutes =
  ({ people, inboxes, token, now }: PhoneRoutes): FastifyPluginAsync =>
  async (app) => {
    // A phone that somebody in the demo invents is nobody's of the list, and is read by its number.
    const owners = (): readonly PhoneOwner[] => [
      ...people,
      ...inboxes
        .phones()
        .filter((phone) => !people.some((person) => person.phone === phone))
        .map((phone) => ({ slug: phone, name: phoneWords.other.zh, phone })),
    ];
    const rateLimit = { max: messagesPerMinute, timeWindow: '1 minute' };
    app.post('/demo/phone/messages', { config: { rateLimit } }, async (request, reply) => {
      if (!hasToken(request, token)) return reply.code(401).send({ error: 'invalid_token' });
      const message = posted.safeParse(request.body);
      if (!message.success) return reply.code(400).send({ error: 'malformed' });
      const { to, ...text } = message.data;
      inboxes.take(to, { ...text, at: now() });
      return reply.code(204).send();
    });
    app.get('/demo/phone', async (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(phonesPage(owners().map((owner) => ({ owner, count: inboxes.list(owner.phone).length })))),
    );
    app.get('/demo/phone/:slug', async (request, reply) => {
      const { slug } = z.object({ slug: z.string() }).parse(request.params);
      const owner = owners().find((each) => each.slug === slug);
      if (!owner) return reply.callNotFound();
      const refreshes = !request.url.endsWith('?refresh=off');
      // By a header, as a page without script can; the page itself offers to stop it (WCAG 2.2.1).
      if (refreshes) reply.header('refresh', refreshSeconds);
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(inboxPage({ owner, messages: inboxes.list(owner.phone), refreshes }));
    });
  };

/** Whether a caller of a simulated gateway shows its token. */
export const hasToken = ({ headers }: FastifyRequest, token: string): boolean => {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};
