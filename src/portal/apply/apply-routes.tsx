// The application from the first page to its number: every page saves, every post leads on by a redirect.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { isOneOf } from '../../base/one-of.ts';
import { consentsOfHolder } from '../../consents/consent.ts';
import { photoProblems } from '../../photos/photo.ts';
import type { Errors } from '../components/error-summary.tsx';
import type { Desk, Outcome } from '../desk/desk.ts';
import type { Page } from '../page.ts';
import { RefusedPage } from '../pages/enable.tsx';
import { formOf, type PortalScope, queryOf, send, whoOf } from '../portal-scope.ts';
import { BankPage, bankOf, DeliveryPage, MailPage, OutletPage } from './bank-pages.tsx';
import { allowedFor, asChosen, type Case, outletsIn } from './case.ts';
import { answerOf, withAnswers } from './draft.ts';
import { forApplicantOf } from './for-applicant.tsx';
import { CheckPage, PledgePage } from './last-pages.tsx';
import { ContactPage, OccupationPage, RecordPage } from './person-pages.tsx';
import { CardPhotoPage, IdPhotosPage } from './photo-pages.tsx';
import { photoRoutes } from './photo-routes.ts';
import { withPresets } from './presets.ts';
import { type Problems, problemsOf } from './problems.ts';
import { StartPage } from './start-page.tsx';
import type { StepProps } from './step-page.tsx';
import { fieldsOf, firstOpenStep, isReachable, pathAfter, type StepName, stepNames, stepPath } from './steps.ts';
import { TaxAbroadPage, TaxPage } from './tax-pages.tsx';

export const applyRoutes =
  (scope: PortalScope): FastifyPluginAsync =>
  async (app) => {
    // R-CHAN-21: applying needs real name and face, or an equal proof.
    const guarded = { preHandler: scope.levels.requireLevelFor('apply') };
    const forApplicant = forApplicantOf(scope);
    app.get('/apply', guarded, forApplicant(showStart));
    for (const step of stepNames) {
      app.get(stepPath(step), guarded, forApplicant(showStep(step)));
      // Its form has files, which are read in a way of their own.
      if (step !== 'id-photos') app.post(stepPath(step), guarded, forApplicant(saveStep(step)));
    }
    await app.register(photoRoutes(scope, forApplicant));
    app.get('/apply/check', guarded, forApplicant(showCheck));
    app.get('/apply/pledge', guarded, forApplicant(showPledge));
    app.post('/apply/pledge', guarded, async (request, reply) => {
      const { page, submitted } = await submit(scope, request, reply);
      if (submitted?.ok) return reply.redirect(`/applications/${submitted.value.number}/submitted`, 303);
      return forApplicant(showWhyNot(submitted), page)(request, reply);
    });
  };

const showStart = async (desk: Desk, applying: Case): Promise<FastifyReply> => {
  const { page, permission, draft, isResumed, reply } = applying;
  const next = stepPath(firstOpenStep(draft, await allowedFor(desk, applying)));
  return send(reply, <StartPage page={page} permission={permission} next={next} resumed={isResumed} />);
};

const showStep =
  (step: StepName) =>
  async (desk: Desk, applying: Case): Promise<FastifyReply> => {
    const { draft, request, reply } = applying;
    const allowed = await allowedFor(desk, applying);
    if (!isReachable(draft, step, allowed)) return reply.redirect(stepPath(firstOpenStep(draft, allowed)), 303);
    // A bank that was chosen and does not fit any more says so by itself: one is led here without having sent the page.
    const isTold = queryOf(request, 'errors') !== '' || (step === 'bank' && answerOf(draft, 'bank') !== '');
    const problems = isTold ? problemsOf(draft, fieldsOf[step], allowed) : {};
    return send(reply, await stepPage(desk, step, { ...applying, problems }));
  };

/** Saves what was sent, right or wrong: what is wrong is shown by the page itself, with everything still there. */
const saveStep =
  (step: StepName) =>
  async (desk: Desk, applying: Case): Promise<FastifyReply> => {
    const { draft, who, permission, request, reply } = applying;
    const form = formOf(request);
    const answered = withPresets(withAnswers(draft, fieldsOf[step], form), permission);
    const allowed = await allowedFor(desk, { ...applying, draft: answered });
    const isRight = Object.keys(problemsOf(answered, fieldsOf[step], allowed)).length === 0;
    await (isRight ? desk.drafts.saveAnswered(who.personId, answered, step) : desk.drafts.save(who.personId, answered));
    const fromCheck = form.from === 'check';
    if (!isRight) return reply.redirect(`${stepPath(step)}?errors=1${fromCheck ? '&from=check' : ''}`, 303);
    return reply.redirect(pathAfter(answered, step, { allowed, fromCheck }), 303);
  };

/** Opens the page of all answers, or leads to the first one that is missing. */
const showCheck = async (desk: Desk, applying: Case): Promise<FastifyReply> => {
  const { draft, reply } = applying;
  const missing = await firstMissing(desk, applying);
  if (missing !== undefined) return reply.redirect(missing, 303);
  const outlets = await outletsIn(desk, draft, answerOf(draft, 'outletDistrict'));
  const outlet = outlets.find(({ id }) => id === answerOf(draft, 'outlet'));
  return send(reply, <CheckPage {...stepProps(applying, {})} outlet={outlet} />);
};

const showPledge = async (desk: Desk, applying: Case): Promise<FastifyReply> => {
  const { page, permission, draft, request, reply } = applying;
  const missing = await firstMissing(desk, applying);
  if (missing !== undefined) return reply.redirect(missing, 303);
  // Nothing that has to be ticked by hand comes back ticked: what was missing is named in the address.
  const missed = queryOf(request, 'errors').split(' ');
  const errors: Errors = Object.fromEntries([
    ...consentsOfHolder.flatMap((kind) => (missed.includes(kind) ? [[kind, page.say('apply.consent.missing')]] : [])),
    ...(missed.includes('pledge') ? [['pledge', page.say('apply.pledge.missing')]] : []),
  ]);
  const bank = bankOf(permission, draft)?.name ?? '';
  return send(reply, <PledgePage page={page} errors={errors} bank={bank} on={desk.day()} />);
};

/** Names of the boxes that were not ticked: each consent for itself, and the pledge. */
const unticked = (request: FastifyRequest): readonly string[] => {
  const form = formOf(request);
  return [...consentsOfHolder, 'pledge'].filter((name) => form[name] !== 'yes');
};

type Submitting = { readonly page: Page; readonly submitted: Outcome<{ readonly number: string }> | undefined };

/**
 * R-GROUP-13, R-GROUP-14: ticked and confirmed, the application is made; the draft has done its work. A draft that is
 * filled in goes straight to the command, which asks the gate itself; nothing is submitted of any other.
 */
const submit = async (
  { desk, open }: PortalScope,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Submitting> => {
  const page = await open(request, reply);
  const who = whoOf(request, page);
  const draft = unticked(request).length === 0 ? await desk.drafts.find(who.personId) : undefined;
  const isFilledIn = draft !== undefined && firstOpenStep(draft, asChosen(draft)) === 'check';
  return { page, submitted: isFilledIn ? await desk.submit(who, draft, consentsOfHolder) : undefined };
};

type Refused = Extract<Outcome<never>, { ok: false }>;

/** Nothing was submitted: leads to what is missing or no longer allowed, or says what the command was refused for. */
const showWhyNot =
  (refused: Refused | undefined) =>
  async (desk: Desk, applying: Case): Promise<FastifyReply> => {
    const { page, who, draft, request, reply } = applying;
    const missing = await firstMissing(desk, applying);
    if (missing !== undefined) return reply.redirect(missing, 303);
    const missed = unticked(request);
    if (missed.length > 0)
      return reply.redirect(`/apply/pledge?${new URLSearchParams({ errors: missed.join(' ') })}`, 303);
    // What was settled since the draft was saved is in it now, and is looked at before it is pledged.
    await desk.drafts.save(who.personId, draft);
    if (refused === undefined) return reply.redirect('/apply/check', 303);
    const { refusal, status } = refused;
    return send(reply, <RefusedPage page={page} title={page.say('apply.refused')} refusal={refusal} />, status);
  };

const firstMissing = async (desk: Desk, applying: Case): Promise<string | undefined> => {
  const open = firstOpenStep(applying.draft, await allowedFor(desk, applying));
  return open === 'check' ? undefined : stepPath(open);
};

const stepProps = ({ page, permission, draft, request }: Case, problems: Problems): StepProps => ({
  page,
  permission,
  draft,
  errors: { ...saidOf(problems, page), ...wrongPictures(request, page) },
  fromCheck: queryOf(request, 'from') === 'check',
});

const saidOf = (problems: Problems, page: Page): Errors =>
  Object.fromEntries(Object.entries(problems).map(([field, word]) => [field, page.say(word)]));

/** What was wrong with the files just sent, as the redirect names it. */
const wrongPictures = (request: FastifyRequest, { say }: Page): Errors =>
  Object.fromEntries(
    (['idFront', 'idBack', 'cardPhoto'] as const).flatMap((field) => {
      const problem = queryOf(request, field);
      return isOneOf(photoProblems, problem) ? [[field, say(`photo.${problem}`)]] : [];
    }),
  );

const plainPages = {
  record: RecordPage,
  contact: ContactPage,
  occupation: OccupationPage,
  tax: TaxPage,
  'tax-abroad': TaxAbroadPage,
  bank: BankPage,
  delivery: DeliveryPage,
  mail: MailPage,
} as const;

const stepPage = async (
  desk: Desk,
  step: StepName,
  { problems, ...applying }: Case & { readonly problems: Problems },
): Promise<VNode> => {
  const props = stepProps(applying, problems);
  if (step === 'id-photos') return <IdPhotosPage {...props} pictures={applying.pictures} />;
  if (step === 'card-photo') return <CardPhotoPage {...props} pictures={applying.pictures} />;
  if (step !== 'outlet') {
    const Plain = plainPages[step];
    return <Plain {...props} />;
  }
  const { draft, permission, request } = applying;
  const district = queryOf(request, 'district') || answerOf(draft, 'outletDistrict') || permission.known.district;
  const bank = bankOf(permission, draft) ?? { code: '', name: '' };
  const outlets = await outletsIn(desk, draft, district);
  return <OutletPage {...props} bank={bank} district={district} outlets={outlets} />;
};
