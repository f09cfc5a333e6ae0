// The console's place: it says what is there in this version and offers nothing that is not.
import type { FastifyPluginAsync } from 'fastify';
import { Layout } from '../portal/layout.tsx';
import { pageOpener } from '../portal/open-page.ts';
import type { Page } from '../portal/page.ts';
import { send } from '../portal/portal-scope.ts';
import type { Wiring } from '../wiring.ts';
import { consoleWords } from './words.ts';

/** GET /console. Needs the session plugin in the same scope. */
export const consoleRoutes =
  (wiring: Wiring): FastifyPluginAsync =>
  async (app) => {
    const open = pageOpener(wiring);
    app.get('/console', async (request, reply) => send(reply, <ConsolePage page={await open(request, reply)} />));
  };

const ConsolePage = ({ page }: { page: Page }) => {
  const words = consoleWords[page.language];
  const entries = [
    { href: '/policy', text: words.policy },
    { href: '/can-i', text: words.canI },
    { href: '/api', text: words.api },
  ];
  return (
    <Layout page={page} title={words.title} tab={null}>
      <div class="narrow stack">
        <h1>{words.title}</h1>
        <p class="lead">{words.text}</p>
        <h2>{words.now}</h2>
        <div class="entries">
          {entries.map(({ href, text }) => (
            <a key={href} class="entry" href={href}>
              <strong>{text}</strong>
            </a>
          ))}
        </div>
      </div>
    </Layout>
  );
};
