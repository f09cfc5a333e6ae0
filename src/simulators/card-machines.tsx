// Stand-ins for the machines of an outlet that makes cards on the spot: card writer, printer and reader, with mishaps to order.
import { createHash } from 'node:crypto';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { plainPage } from '../base/plain-page.tsx';
import { Both } from './both.tsx';
import type { DemoPerson } from './demo-city.ts';
import { PostButton, PostForm } from './demo-forms.tsx';
import { demoStylePath } from './demo-page.tsx';
import { machineWords, words } from './demo-words.ts';
import { hasToken } from './phone.ts';

/** What befalls the next card: `other-chip` is one whose chip does not answer what was written into it. */
const mishaps = ['fine', 'spoils', 'down', 'other-chip'] as const;
type Mishap = (typeof mishaps)[number];

/** Every outlet of the demo has the same ones. */
export type CardMachines = { mishap: Mishap; onReader: string | null };
export const openMachines = (): CardMachines => ({ mishap: 'fine', onReader: null });

const posted = z.object({ job: z.uuid(), attempt: z.number().int().min(1).max(1_000) });

/** The same attempt has the same chip, however often it is asked about: a machine that remembers. */
const chipOf = ({ job, attempt }: z.infer<typeof posted>) => ({
  chipId: createHash('sha256').update(`${job} ${attempt}`).digest('hex').slice(0, 32).toUpperCase(),
  specificationVersion: '3.00',
});

/** POST /demo/devices/:outlet/personalise, …/print, …/read and …/id-card for the program. */
export const cardMachines =
  (machines: CardMachines, token: string): FastifyPluginAsync =>
  async (app) => {
    const next = (): Mishap => {
      const { mishap } = machines;
      machines.mishap = 'fine';
      return mishap;
    };
    const make = (read: boolean) => async (request: FastifyRequest, reply: FastifyReply) => {
      if (!hasToken(request, token)) return reply.code(401).send({ error: 'invalid_token' });
      const given = posted.safeParse(request.body);
      if (!given.success) return reply.code(400).send({ error: 'malformed' });
      const mishap = next();
      if (mishap === 'down') return reply.code(503).send({ error: 'offline' });
      if (mishap === 'spoils') return reply.code(422).send({ error: 'spoiled' });
      const { job, attempt } = given.data;
      return reply.send(chipOf({ job, attempt: read && mishap === 'other-chip' ? attempt + 1 : attempt }));
    };
    app.post('/demo/devices/:outlet/personalise', make(false));
    app.post('/demo/devices/:outlet/print', make(false));
    app.post('/demo/devices/:outlet/read', make(true));
    app.post('/demo/devices/:outlet/id-card', async (request, reply) => {
      if (!hasToken(request, token)) return reply.code(401).send({ error: 'invalid_token' });
      const { onReader } = machines;
      return onReader === null ? reply.code(404).send({ error: 'empty' }) : reply.send({ idNumber: onReader });
    });
  };

type PageParts = {
  readonly machines: CardMachines;
  readonly people: readonly DemoPerson[];
  readonly csrfOf: (request: FastifyRequest) => string;
};

const sent = z.object({
  mishap: z.enum(mishaps).optional().catch(undefined),
  card: z.string().max(60).optional().catch(undefined),
});

/** GET and POST /demo/devices: what lies on the reader, and what befalls the next card. Needs a scope that refuses forged forms. */
export const machinePages =
  ({ machines, people, csrfOf }: PageParts): FastifyPluginAsync =>
  async (app) => {
    app.get('/demo/devices', async (request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(machinesPage({ machines, people, csrf: csrfOf(request) })),
    );
    app.post('/demo/devices', async (request, reply) => {
      const { mishap, card } = sent.parse(request.body ?? {});
      if (mishap) machines.mishap = mishap;
      if (card !== undefined) machines.onReader = people.find(({ slug }) => slug === card)?.idNumber ?? null;
      return reply.redirect('/demo/devices', 303);
    });
  };

type PageView = Omit<PageParts, 'csrfOf'> & { readonly csrf: string };

const machinesPage = ({ machines, people, csrf }: PageView): string =>
  plainPage({
    title: machineWords.title.zh,
    stylesheet: demoStylePath,
    banner: <Both of={machineWords.banner} />,
    children: (
      <>
        <p lang="en">{machineWords.title.en}</p>
        <h2>
          <Both of={machineWords.reader} />
        </h2>
        <PostForm action="/demo/devices" csrf={csrf}>
          <label for="card">
            <Both of={machineWords.card} />
          </label>
          <select id="card" name="card">
            <option value="">—</option>
            {people.map(({ slug, name, idNumber }) => (
              <option key={slug} value={slug} selected={idNumber === machines.onReader}>
                {name}
              </option>
            ))}
          </select>
          <button class="button primary" type="submit">
            <Both of={machineWords.put} />
          </button>
        </PostForm>
        <h2>
          <Both of={machineWords.next} />
        </h2>
        <p>
          <Both of={machineWords.mishaps[machines.mishap]} />
        </p>
        <PostForm action="/demo/devices" csrf={csrf}>
          <div class="row">
            {mishaps.map((mishap) => (
              <PostButton key={mishap} name="mishap" value={mishap} of={machineWords.mishaps[mishap]} />
            ))}
          </div>
        </PostForm>
        <a class="button" href="/demo">
          <Both of={words.back} />
        </a>
      </>
    ),
  });
