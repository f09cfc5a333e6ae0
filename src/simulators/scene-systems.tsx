// Stand-ins for the systems of medical care and transit: they take notices as the real ones would, and show what arrived.
import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { plainPage } from '../base/plain-page.tsx';
import { Both } from './both.tsx';
import { demoStylePath } from './demo-page.tsx';
import { sceneWords, words } from './demo-words.ts';

const scenes = ['medical', 'transit'] as const;
type Scene = (typeof scenes)[number];

/** What a demo that runs for weeks keeps of each. */
const mostNotices = 50;
/** All come from one address, the worker's. */
const noticesPerMinute = 6_000;

const posted = z.object({
  noticeId: z.string().min(1).max(100),
  event: z.enum(['card-enabled', 'card-lost', 'card-usable']),
  at: z.string().max(40),
  cardNumber: z.string().regex(/^[0-9A-Z]{9}$/),
  coreNumber: z.string().max(40).optional(),
});
type Notice = z.infer<typeof posted>;

/** POST /demo/scenes/:scene/notices for the program, GET /demo/scenes for people. */
export const sceneSystems: FastifyPluginAsync = async (app) => {
  const arrived: Record<Scene, readonly Notice[]> = { medical: [], transit: [] };
  const rateLimit = { max: noticesPerMinute, timeWindow: '1 minute' };
  for (const scene of scenes)
    app.post(`/demo/scenes/${scene}/notices`, { config: { rateLimit } }, async (request, reply) => {
      const notice = posted.safeParse(request.body);
      if (!notice.success) return reply.code(400).send({ error: 'malformed' });
      // The same notice again, of an answer that was lost, is one.
      const others = arrived[scene].filter(({ noticeId }) => noticeId !== notice.data.noticeId);
      arrived[scene] = [notice.data, ...others].slice(0, mostNotices);
      return reply.code(204).send();
    });
  app.get('/demo/scenes', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(scenesPage(arrived)),
  );
};

const scenesPage = (arrived: Readonly<Record<Scene, readonly Notice[]>>): string =>
  plainPage({
    title: sceneWords.title.zh,
    stylesheet: demoStylePath,
    banner: <Both of={sceneWords.banner} />,
    children: (
      <>
        <p lang="en">{sceneWords.title.en}</p>
        {scenes.map((scene) => (
          <section key={scene} class="card">
            <h2>
              <Both of={sceneWords[scene]} />
            </h2>
            {arrived[scene].length === 0 && (
              <p>
                <Both of={sceneWords.nothing} />
              </p>
            )}
            <ul>
              {arrived[scene].map(({ noticeId, at, cardNumber }) => (
                <li key={noticeId}>
                  <Both of={sceneWords.enabled} /> ······{cardNumber.slice(-3)} · <time>{at}</time>
                </li>
              ))}
            </ul>
          </section>
        ))}
        <a class="button" href="/demo">
          <Both of={words.back} />
        </a>
      </>
    ),
  });
