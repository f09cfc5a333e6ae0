// Addresses of the demo page: looking, moving the clock, and telling the simulated banks what to do.
import { readFile } from 'node:fs/promises';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { cityTimeZone } from '../base/dates.ts';
import { plainStyle } from '../base/plain-page.tsx';
import { wishes } from './bank-book.ts';
import type { BankSimulator } from './bank-simulator.ts';
import type { BankSimulators } from './bank-simulators.ts';
import { type BureauSimulator, bureauReasons } from './bureau-simulator.ts';
import { habitsIn } from './demo-bank-habits.tsx';
import { paces } from './demo-banks.tsx';
import { demoPictures } from './demo-case-words.ts';
import { type DemoPerson, demoFile } from './demo-city.ts';
import { demoPage, demoStyle, demoStylePath } from './demo-page.tsx';

type DemoRoutes = {
  readonly people: readonly DemoPerson[];
  readonly banks: BankSimulators;
  /** null: the settings name real partners. */
  readonly bureau: BureauSimulator | null;
  readonly now: Clock;
  /** Sets the business clock. */
  readonly move: (to: Temporal.Instant) => Promise<void>;
  /** Token for the forms of the page; what it is checked against is not ours. */
  readonly csrfOf: (request: FastifyRequest) => string;
};

/** Everything under /demo but the phone and the login. Needs a scope that refuses forged forms. */
export const demoRoutes =
  (demo: DemoRoutes): FastifyPluginAsync =>
  async (app) => {
    const { banks } = demo;
    app.get(demoStylePath, async (_request, reply) =>
      reply.type('text/css; charset=utf-8').send(plainStyle + demoStyle),
    );
    app.get('/demo', (request, reply) => show(demo, request, reply));
    for (const { file } of demoPictures)
      app.get(`/demo/pictures/${file}`, async (_request, reply) =>
        reply.type('image/jpeg').send(await readFile(demoFile(file))),
      );
    app.post('/demo/clock', async (request, reply) => {
      const to = instantOf(demo.now(), clockForm.parse(request.body ?? {}));
      if (!to) return reply.redirect('/demo?clock=bad#at-problem', 303);
      await demo.move(to);
      return reply.redirect('/demo#clock', 303);
    });
    app.post('/demo/banks', async (request, reply) => {
      const { bank, act } = banksForm.parse(request.body ?? {});
      for (const each of banks.banks) if (act && (bank === 'all' || each.view().bank === bank)) acts[act](each);
      return reply.redirect('/demo#banks', 303);
    });
    app.post('/demo/habits', async (request, reply) => {
      const { bank } = banksForm.parse(request.body ?? {});
      const habits = habitsIn(request.body);
      for (const each of banks.banks) if (bank === 'all' || each.view().bank === bank) each.setHabits(habits);
      return reply.redirect('/demo#states', 303);
    });
    app.post('/demo/pace', async (request, reply) => {
      const { seconds } = paceForm.parse(request.body ?? {});
      banks.pace.stepSeconds = paces.find((each) => String(each) === seconds) ?? banks.pace.stepSeconds;
      return reply.redirect('/demo#banks', 303);
    });
    app.post('/demo/bureau', async (request, reply) => {
      const { number, reason } = bureauForm.parse(request.body ?? {});
      const outcome = (await demo.bureau?.sendBack(number.trim(), reason)) ?? 'NO_ANSWER';
      return reply.redirect(`/demo?${new URLSearchParams({ bureau: outcome })}#bureau`, 303);
    });
    app.post('/demo/pickup', async (request, reply) => {
      const { number, 'on-the-spot': onTheSpot } = pickupForm.parse(request.body ?? {});
      for (const bank of banks.banks) bank.handOver(number || onTheSpot, onTheSpot !== '');
      return reply.redirect('/demo#links', 303);
    });
    app.post('/demo/cards', async (request, reply) => {
      const { number, wish } = cardForm.parse(request.body ?? {});
      for (const bank of banks.banks) if (wish) bank.serve(number, wish);
      return reply.redirect('/demo#counters', 303);
    });
  };

const word = z.string().max(40).catch('');
const clockForm = z.object({ to: word, at: word });
const actNames = ['hurry', 'pause', 'resume', 'refuse-next'] as const;
const banksForm = z.object({ bank: word, act: z.enum(actNames).optional().catch(undefined) });
const paceForm = z.object({ seconds: word });
const bureauForm = z.object({ number: word, reason: z.enum(bureauReasons).catch('id-photo-unreadable') });
const pickupForm = z.object({ number: word, 'on-the-spot': word });
const cardForm = z.object({ number: word, wish: z.enum(wishes).optional().catch(undefined) });

const show = (demo: DemoRoutes, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const query = new URLSearchParams(request.url.split('?')[1] ?? '');
  const text = demoPage({
    now: demo.now().toZonedDateTimeISO(cityTimeZone).toPlainDateTime(),
    people: demo.people,
    banks: demo.banks.banks.map((bank) => bank.view()),
    stepSeconds: demo.banks.pace.stepSeconds,
    csrf: demo.csrfOf(request),
    badInstant: query.get('clock') === 'bad',
    bureau: demo.bureau && { outcome: query.get('bureau') },
  });
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(text);
};

const acts: Readonly<Record<(typeof actNames)[number], (bank: BankSimulator) => void>> = {
  hurry: (bank) => bank.hurry(),
  pause: (bank) => bank.setPaused(true),
  resume: (bank) => bank.setPaused(false),
  'refuse-next': (bank) => bank.refuseNext(),
};

/** The years the rules speak about, and some. */
const firstYear = 2024;
const lastYear = 2035;

/** Where the clock goes; undefined for what is no instant of those years. */
const instantOf = (now: Temporal.Instant, { to, at }: z.infer<typeof clockForm>): Temporal.Instant | undefined => {
  if (to === 'ten-minutes') return now.add({ minutes: 10 });
  if (to === 'one-day') return now.add({ hours: 24 });
  const text = to === 'instant' ? at : `${to}T09:00`;
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return undefined;
  try {
    const local = Temporal.PlainDateTime.from(text, { overflow: 'reject' });
    if (local.year < firstYear || local.year > lastYear) return undefined;
    return local.toZonedDateTime(cityTimeZone).toInstant();
  } catch {
    return undefined; // A day such as 30 February.
  }
};
