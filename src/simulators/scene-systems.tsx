// Stand-ins for the systems of medical care and transit: they take notices as the real ones would, show what arrived, and ride.
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { cityTimeZone } from '../base/dates.ts';
import { plainPage } from '../base/plain-page.tsx';
import { Both } from './both.tsx';
import { PostButton, PostForm } from './demo-forms.tsx';
import { demoStylePath } from './demo-page.tsx';
import { operatorWords, sceneWords, words } from './demo-words.ts';
import type { operatorActs, TransitSimulator } from './transit-simulator.ts';

const scenes = ['medical', 'transit'] as const;
type Scene = (typeof scenes)[number];

/** What a demo that runs for weeks keeps of each. */
const mostNotices = 50;
/** All come from one address, the worker's. */
const noticesPerMinute = 6_000;

const cardNumber = z.string().regex(/^[0-9A-Z]{9}$/);
const posted = z.object({
  noticeId: z.string().min(1).max(100),
  event: z.enum(['card-enabled', 'card-not-enabled', 'card-lost', 'card-usable']),
  at: z.iso.datetime({ offset: true }).max(40),
  cardNumber,
  coreNumber: z.string().max(40).optional(),
});
type Notice = z.infer<typeof posted>;

/** What arrived at each, newest first. */
export type Arrived = Record<Scene, readonly Notice[]>;
export const nothingArrived = (): Arrived => ({ medical: [], transit: [] });

/** POST /demo/scenes/:scene/notices, for the program. */
export const sceneNotices =
  (arrived: Arrived): FastifyPluginAsync =>
  async (app) => {
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
  };

type ScenePages = {
  readonly arrived: Arrived;
  /** null: the settings name real partners. */
  readonly operator: TransitSimulator | null;
  readonly csrfOf: (request: FastifyRequest) => string;
};

const actNames = ['top-up', 'rides', 'suburban-rail'] as const satisfies readonly (keyof typeof operatorActs)[];
const actForm = z.object({ card: cardNumber, act: z.enum(actNames) });

/** GET /demo/scenes and POST /demo/scenes/transit/acts, for people. Needs a scope that refuses forged forms. */
export const scenePages =
  ({ arrived, operator, csrfOf }: ScenePages): FastifyPluginAsync =>
  async (app) => {
    app.get('/demo/scenes', async (request, reply) => {
      const said = new URLSearchParams(request.url.split('?')[1] ?? '').get('transit');
      const text = scenesPage({ arrived, said, csrf: operator && csrfOf(request) });
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(text);
    });
    app.post('/demo/scenes/transit/acts', async (request, reply) => {
      const form = actForm.safeParse(request.body ?? {});
      const said = form.success ? await operator?.report(form.data.act, form.data.card) : undefined;
      return reply.redirect(`/demo/scenes?${new URLSearchParams({ transit: said ?? 'NO_ANSWER' })}#transit`, 303);
    });
  };

type Shown = { readonly arrived: Arrived; readonly said: string | null; readonly csrf: string | null };

const scenesPage = ({ arrived, said, csrf }: Shown): string =>
  plainPage({
    title: sceneWords.title.zh,
    stylesheet: demoStylePath,
    banner: <Both of={sceneWords.banner} />,
    children: (
      <>
        <p lang="en">{sceneWords.title.en}</p>
        {scenes.map((scene) => (
          <section key={scene} id={scene} class="card">
            <h2>
              <Both of={sceneWords[scene]} />
            </h2>
            {arrived[scene].length === 0 && (
              <p>
                <Both of={sceneWords.nothing} />
              </p>
            )}
            {scene === 'transit' && said !== null && (
              <p role="status">
                <Both of={outcomeWords(said)} />
              </p>
            )}
            <ul>
              {arrived[scene].map(({ noticeId, event, at, cardNumber: number }) => (
                <li key={noticeId}>
                  <Both of={sceneWords[event]} /> ······{number.slice(-3)} · <time dateTime={at}>{minuteOf(at)}</time>
                  {scene === 'transit' && csrf !== null && <Acts csrf={csrf} card={number} />}
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

const outcomeWords = (said: string) =>
  said === 'done' || said === 'WALLET_IN_STATE' || said === 'BALANCE_TOO_SMALL'
    ? operatorWords[said]
    : operatorWords.refused;

const minuteOf = (at: string): string =>
  Temporal.Instant.from(at)
    .toZonedDateTimeISO(cityTimeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ');

const Acts = ({ csrf, card }: { csrf: string; card: string }) => (
  <PostForm action="/demo/scenes/transit/acts" csrf={csrf}>
    <input type="hidden" name="card" value={card} />
    <div class="row">
      {actNames.map((act) => (
        <PostButton key={act} name="act" value={act} of={operatorWords[act]} />
      ))}
    </div>
  </PostForm>
);
