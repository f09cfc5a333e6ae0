// Serves the hashed assets and the web font; both may be kept for a year, since another content has another address.
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';
import { type Assets, encodingFor } from './assets.ts';

const year = 'public, max-age=31536000, immutable';

export const assetRoutes =
  (assets: Assets): FastifyPluginAsync =>
  async (app) => {
    app.get('/assets/:file', async (request, reply) => {
      const asset = assets.at(request.url.split('?')[0] ?? '');
      if (!asset) return reply.code(404).type('text/plain; charset=utf-8').send('404');
      const encoding = encodingFor(request.headers['accept-encoding']);
      reply.type(asset.type).header('cache-control', year).header('vary', 'accept-encoding');
      if (encoding !== 'identity') reply.header('content-encoding', encoding);
      return reply.send(asset.bodies[encoding]);
    });
    // For pages beside the portal (login, simulators), which cannot know the hash.
    app.get('/assets/fonts.css', async (_request, reply) => reply.redirect(assets.url('fonts.css'), 302));
    // Only the font's own files: WOFF2 is compressed already.
    await app.register(fastifyStatic, {
      root: `${assets.fonts.folder}/files`,
      prefix: `${assets.fonts.path}/`,
      decorateReply: false,
      index: false,
      maxAge: '365d',
      immutable: true,
      allowedPath: (path) => path.endsWith('.woff2'),
    });
  };
