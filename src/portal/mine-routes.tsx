// The pages of one's own things: home, my cards, progress of an application, withdrawing, enabling.
import type { FastifyPluginAsync, RouteHandlerMethod } from 'fastify';
import { hasLevel, loginPath, requireLevel } from '../identity/require-level.ts';
import { choose, showChoosing } from './choose-routes.tsx';
import { EnabledPage, EnablePage, RefusedPage } from './pages/enable.tsx';
import { ForOthers } from './pages/for-others.tsx';
import { GuestHome, PersonHome } from './pages/home.tsx';
import { MinePage } from './pages/mine.tsx';
import { ProgressPage, SubmittedPage } from './pages/progress.tsx';
import { Services } from './pages/services.tsx';
import { formOf, type PortalScope, paramOf, queryOf, send, whoOf } from './portal-scope.ts';
import { giveData, showData, showRecord } from './record-routes.tsx';
import { type Answer, notFound } from './visit.tsx';

/** Pages for anyone; home knows who is logged in. */
export const publicRoutes =
  ({ desk, open }: PortalScope): FastifyPluginAsync =>
  async (app) => {
    app.get('/', async (request, reply) => {
      const page = await open(request, reply);
      if (!hasLevel(request.session, 2))
        return send(
          reply,
          <GuestHome page={page} loginHref={loginPath(2, '/')} notice={desk.notices(page.language)[0]} />,
        );
      return send(
        reply,
        <PersonHome
          page={page}
          today={await desk.today(whoOf(request, page))}
          notice={desk.notices(page.language)[0]}
        />,
      );
    });
    app.get('/services', async (request, reply) => send(reply, <Services page={await open(request, reply)} />));
    app.get('/for-others', async (request, reply) => send(reply, <ForOthers page={await open(request, reply)} />));
  };

/** Pages for a person; looking needs name and ID number, doing needs face or an equal proof (R-CHAN-21). */
export const mineRoutes =
  ({ desk, open }: PortalScope): FastifyPluginAsync =>
  async (app) => {
    const toSee = { preHandler: requireLevel(2) };
    const toDo = { preHandler: requireLevel(3) };
    const forPerson =
      (answer: Answer): RouteHandlerMethod =>
      async (request, reply) => {
        const page = await open(request, reply);
        return answer(desk, { page, who: whoOf(request, page), request, reply });
      };
    app.get('/me', toSee, forPerson(showMine));
    app.get('/me/record', toSee, forPerson(showRecord));
    // A file with everything is asked for with the strongest proof.
    app.get('/me/record/data', toDo, forPerson(showData));
    app.post('/me/record/data', toDo, forPerson(giveData));
    app.get('/applications/:number', toSee, forPerson(showProgress));
    app.get('/applications/:number/submitted', toSee, forPerson(showSubmitted));
    app.post('/applications/:number/withdraw', toDo, forPerson(withdraw));
    // No more than a reminder: looking is enough proof for it.
    app.post('/applications/:number/urge', toSee, forPerson(urge));
    app.get('/applications/:number/choose', toDo, forPerson(showChoosing));
    app.post('/applications/:number/choose', toDo, forPerson(choose));
    app.get('/cards/:card/enable', toDo, forPerson(showEnable));
    app.post('/cards/:card/enable', toDo, forPerson(enable));
    app.get('/cards/:card/enabled', toSee, forPerson(showEnabled));
  };

const showMine: Answer = async (desk, { page, who, reply }) =>
  send(reply, <MinePage page={page} mine={await desk.mine(who)} />);

const showProgress: Answer = async (desk, visit) => {
  const application = await desk.application(visit.who, paramOf(visit.request, 'number'));
  if (!application) return notFound(visit);
  return send(visit.reply, <ProgressPage page={visit.page} application={application} />);
};

const showSubmitted: Answer = async (desk, visit) => {
  const application = await desk.application(visit.who, paramOf(visit.request, 'number'));
  if (!application) return notFound(visit);
  return send(visit.reply, <SubmittedPage page={visit.page} application={application} />);
};

const withdraw: Answer = async (desk, visit) => {
  const number = paramOf(visit.request, 'number');
  const application = await desk.application(visit.who, number);
  if (!application) return notFound(visit);
  const withdrawn = await desk.withdraw(visit.who, number);
  if (withdrawn.ok) return visit.reply.redirect(`/applications/${number}`, 303);
  const { page, reply } = visit;
  return send(reply, <RefusedPage page={page} title={page.say('withdraw.act')} refusal={withdrawn.refusal} />, 409);
};

const urge: Answer = async (desk, visit) => {
  const number = paramOf(visit.request, 'number');
  const application = await desk.application(visit.who, number);
  if (!application) return notFound(visit);
  const urged = await desk.urge(visit.who, application.number);
  if (urged.ok) return visit.reply.redirect(`/applications/${application.number}`, 303);
  const { page, reply } = visit;
  return send(reply, <RefusedPage page={page} title={page.say('urge.act')} refusal={urged.refusal} />, 409);
};

const showEnable: Answer = async (desk, visit) => {
  const { page, who, request, reply } = visit;
  const view = await desk.card(who, paramOf(request, 'card'));
  if (!view) return notFound(visit);
  if (view.enabledAt !== null) return reply.redirect(`/cards/${view.card.id}/enabled`, 303);
  const errors = queryOf(request, 'errors') === '' ? {} : { hasCard: page.say('enable.hasCardMissing') };
  return send(reply, <EnablePage page={page} {...view} errors={errors} />);
};

/** Whoever enables says that the card is in their hands: from then on the old one is void (R-OLD-03). */
const enable: Answer = async (desk, visit) => {
  const { page, who, request, reply } = visit;
  const view = await desk.card(who, paramOf(request, 'card'));
  if (!view) return notFound(visit);
  const path = `/cards/${view.card.id}`;
  if (formOf(request).hasCard !== 'yes') return reply.redirect(`${path}/enable?errors=1`, 303);
  const enabled = await desk.enable(who, view.card.id);
  if (enabled.ok) return reply.redirect(`${path}/enabled`, 303);
  return send(reply, <RefusedPage page={page} title={page.say('enable.title')} refusal={enabled.refusal} />, 409);
};

const showEnabled: Answer = async (desk, visit) => {
  const view = await desk.card(visit.who, paramOf(visit.request, 'card'));
  if (!view || view.enabledAt === null) return notFound(visit);
  return send(visit.reply, <EnabledPage page={visit.page} {...view} />);
};
