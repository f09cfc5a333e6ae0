// The hotline asks for help at home for somebody who calls (R-HOTLINE-03, R-ELDER-02): from the open record, once, with the gate's answer.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { maskName } from '../base/masking.ts';
import { helpForm, longestNote } from '../help-requests/help-form.ts';
import { requestHelp } from '../help-requests/request-help.ts';
import { findPerson } from '../people/people-store.ts';
import type { PersonRecord } from '../people/person.ts';
import type { Asking } from '../portal/desk/desk.ts';
import { helpDeskOf } from '../portal/desk/help-desk.ts';
import { formOf, queryOf } from '../portal/portal-scope.ts';
import type { Wiring } from '../wiring.ts';
import { TextField } from './form-fields.tsx';
import { Frame } from './frame.tsx';
import type { Parts } from './open-record.ts';
import { openedPerson } from './opened-person.tsx';
import { type ConsolePage, type OpenConsole, sendPage, staffOf } from './page.ts';
import { Problem } from './pieces.tsx';
import { UnknownPage } from './reason-page.tsx';
import { problemOf } from './visit-problem.ts';
import { WishForm } from './wish-form.tsx';

const config = { staffAction: 'ask-help-for-caller' } as const;

/** GET and POST /console/people/:person/help. */
export const callerRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const parts = { wiring, open };
    app.get('/console/people/:person/help', { config }, (request, reply) => show(parts, request, reply));
    app.post('/console/people/:person/help', { config }, (request, reply) => ask(parts, request, reply));
  };

/** The person of an open record; an answer instead when there is none, or the reason has to be given again. */
const subjectOf = async (parts: Parts, request: FastifyRequest, reply: FastifyReply) => {
  const { wiring } = parts;
  const opened = await openedPerson(parts, { action: 'ask-help-for-caller', request, reply });
  if (opened.instead) return { instead: opened.instead };
  const { page, personId } = opened;
  const person = await findPerson(wiring.sql, wiring.keys, personId);
  if (!person) return { instead: sendPage(reply, <UnknownPage page={page} />, 404) };
  const who = { personId, language: page.language, level: 0 } as const;
  return { page, person, asking: await helpDeskOf(wiring).asking(who, queryOf(request, 'district')) };
};

const show = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, request, reply);
  return subject.instead ?? sendPage(reply, <CallerPage {...subject} problem={null} />);
};

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const ask = async (parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const subject = await subjectOf(parts, request, reply);
  if (subject.instead) return subject.instead;
  const { page, person } = subject;
  const form = formOf(request);
  const isStreet = form.kind === 'street';
  const parsed = helpForm.safeParse({
    ...form,
    outletId: isStreet ? text(form.outletId) : '',
    bank: isStreet ? '' : text(form.bank),
    language: 'zh',
  });
  const key = text(form.key);
  if (!parsed.success || key === '')
    return sendPage(reply, <CallerPage {...subject} problem={page.say('visits.missing')} />, 422);
  const asked = await requestHelp(parts.wiring, {
    ...{ personId: person.personId, actor: 'staff', actorId: staffOf(request).account, level: 0, channel: 'hotline' },
    ...{ key, form: parsed.data },
  });
  if (asked.ok) return reply.redirect(`/console/help-requests/${asked.value.helpRequestId}`, 303);
  return sendPage(reply, <CallerPage {...subject} problem={problemOf(page, parts.wiring, asked)} />, 409);
};

type CallerProps = {
  readonly page: ConsolePage;
  readonly person: PersonRecord;
  readonly asking: Asking;
  readonly problem: string | null;
};

/** The phone somebody calls from is asked for: that of the record may be another. */
const CallerPage = ({ page, person, asking, problem }: CallerProps) => {
  const { say, citizenSay } = page;
  const path = `/console/people/${person.personId}/help`;
  const fields = [
    { name: 'address', label: citizenSay('ask.address'), most: 120 },
    { name: 'phone', label: citizenSay('ask.phone'), most: 20 },
    { name: 'note', label: citizenSay('ask.note'), most: longestNote },
  ];
  return (
    <Frame page={page} title={say('visits.call')} section={null}>
      <div class="narrow">
        <h1>{say('visits.call')}</h1>
        <p class="lead">{say('visits.callLead', { name: maskName(person.name) })}</p>
        <Problem problem={problem} />
        <WishForm
          {...{ page, asking, action: path, here: path }}
          title={say('visits.place')}
          act={say('visits.callAct')}
        >
          {fields.map(({ name, label, most }) => (
            <TextField key={name} {...{ name, label, most }} />
          ))}
        </WishForm>
        <p>
          <a href={`/console/people/${person.personId}`}>{say('application.person')}</a>
        </p>
      </div>
    </Frame>
  );
};
