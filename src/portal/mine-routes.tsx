// The pages of one's own things: home, my cards, progress of an application, withdrawing, enabling.
import type { FastifyPluginAsync } from 'fastify';
import { loginPath } from '../identity/require-level.ts';
import { choose, showChoosing } from './choose-routes.tsx';
import { levelNeeds } from './components/level-list.tsx';
import { lossPages } from './loss-routes.tsx';
import { sayNotMe, showNotMe } from './not-me-routes.tsx';
import { CorrectPage } from './pages/correct.tsx';
import { EnabledPage, EnablePage, RefusedPage } from './pages/enable.tsx';
import { ForOthers } from './pages/for-others.tsx';
import { GuestHome, PersonHome } from './pages/home.tsx';
import { MinePage } from './pages/mine.tsx';
import { PhoneHome } from './pages/phone-home.tsx';
import { ProgressPage, SubmittedPage } from './pages/progress.tsx';
import { Services } from './pages/services.tsx';
import { formOf, type PortalScope, paramOf, queryOf, send, whoOf } from './portal-scope.ts';
import { giveData, showData, showMessages, showRecord } from './record-routes.tsx';
import { replacePages } from './replace-routes.tsx';
import { usePages } from './use-routes.tsx';
import { type Answer, notFound, personPages } from './visit.tsx';

/** Pages for anyone; home knows who is logged in. */
export const publicRoutes =
  ({ desk, open, levels }: PortalScope): FastifyPluginAsync =>
  async (app) => {
    app.get('/', async (request, reply) => {
      const page = await open(request, reply);
      const [notice] = desk.notices(page.language);
      if (levels.reached(request.session, 'see-own')) {
        const today = await desk.today(whoOf(request, page));
        return send(reply, <PersonHome page={page} today={today} notice={notice} />);
      }
      const props = { page, notice, loginHref: loginPath(levels.needed('see-own').level, '/') };
      if (request.session.level >= levels.needed('open-home').level)
        return send(reply, <PhoneHome {...props} needs={levelNeeds(levels.needed)} />);
      return send(reply, <GuestHome {...props} />);
    });
    app.get('/services', async (request, reply) => send(reply, <Services page={await open(request, reply)} />));
    app.get('/for-others', async (request, reply) => send(reply, <ForOthers page={await open(request, reply)} />));
  };

/** Pages for a person; how surely they must be known for each of them says the policy (R-CHAN-21). */
export const mineRoutes =
  (scope: PortalScope): FastifyPluginAsync =>
  async (app) => {
    const { to, forPerson } = personPages(scope);
    app.get('/me', to('see-own'), forPerson(showMine));
    app.get('/me/messages', to('see-record'), forPerson(showMessages));
    app.get('/me/record', to('see-record'), forPerson(showRecord));
    app.get('/me/record/:kind/:id/not-me', to('see-record'), forPerson(showNotMe));
    app.post('/me/record/:kind/:id/not-me', to('see-record'), forPerson(sayNotMe));
    app.get('/me/record/data', to('take-own-data'), forPerson(showData));
    app.post('/me/record/data', to('take-own-data'), forPerson(giveData));
    app.get('/applications/:number', to('see-own'), forPerson(showProgress));
    app.get('/applications/:number/submitted', to('see-own'), forPerson(showSubmitted));
    app.post('/applications/:number/withdraw', to('withdraw-application'), forPerson(withdraw));
    app.post('/applications/:number/urge', to('urge'), forPerson(urge));
    app.get('/applications/:number/choose', to('choose-again'), forPerson(showChoosing));
    app.post('/applications/:number/choose', to('choose-again'), forPerson(choose));
    app.get('/applications/:number/correct', to('apply'), forPerson(showCorrection));
    app.post('/applications/:number/correct', to('apply'), forPerson(correct));
    app.get('/cards/:card/enable', to('enable'), forPerson(showEnable));
    app.post('/cards/:card/enable', to('enable'), forPerson(enable));
    lossPages(app, scope);
    replacePages(app, scope);
    usePages(app, scope);
    app.get('/cards/:card/enabled', to('see-own'), forPerson(showEnabled));
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

/** Corrected in another window, or looked at from an old link: the application says how it stands. */
const showCorrection: Answer = async (desk, visit) => {
  const { page, who, request, reply } = visit;
  const number = paramOf(request, 'number');
  const correction = await desk.correction(who, number);
  if (correction) return send(reply, <CorrectPage page={page} correction={correction} />);
  return (await desk.application(who, number)) ? reply.redirect(`/applications/${number}`, 303) : notFound(visit);
};

/** The page of all answers leads to the first one that is to be given again. */
const correct: Answer = async (desk, visit) => {
  const { who, request, reply } = visit;
  const number = paramOf(request, 'number');
  if (await desk.correct(who, number)) return reply.redirect('/apply/check', 303);
  return (await desk.application(who, number)) ? reply.redirect(`/applications/${number}`, 303) : notFound(visit);
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
