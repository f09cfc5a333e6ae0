// The form in which 96066 writes down what a caller asks, suggests or complains of.
import { randomUUID } from 'node:crypto';
import type { Snapshot } from '../policy/snapshot.ts';
import type { TypedAbout } from '../tickets/about-form.ts';
import { answerTicketWithinWorkdays, fewestWords, mostTicketWords, ticketKinds } from '../tickets/ticket.ts';
import { AboutFields } from './about-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Problem } from './pieces.tsx';
import { Words } from './ticket-pages.tsx';

const limits = { least: fewestWords, most: mostTicketWords };

type CallerProps = {
  readonly page: ConsolePage;
  readonly personId: string;
  readonly name: string;
  readonly problem: string | null;
  readonly snapshot: Snapshot;
  readonly typed: TypedAbout & { readonly kind: string; readonly words: string };
};

/** What somebody says on the telephone, written down for them (R-HOTLINE-01). */
export const CallerTicketPage = ({ page, personId, name, snapshot, problem, typed }: CallerProps) => {
  const { say, citizenSay } = page;
  return (
    <Frame page={page} title={say('tickets.callTitle')} section={null}>
      <div class="narrow">
        <h1>
          {say('tickets.callTitle')} · {name}
        </h1>
        <p class="lead">{say('tickets.callLead', { days: answerTicketWithinWorkdays })}</p>
        <Problem problem={problem} />
        <form method="post" action={`/console/people/${personId}/ticket`} noValidate>
          <Csrf page={page} />
          <input type="hidden" name="key" value={randomUUID()} />
          <fieldset>
            <legend>{say('tickets.kind')}</legend>
            {ticketKinds.map((kind) => (
              <label key={kind} class="choice">
                <input type="radio" name="kind" value={kind} checked={kind === typed.kind} required />{' '}
                {citizenSay(`ticket.kind.${kind}`)}
              </label>
            ))}
          </fieldset>
          <AboutFields page={page} snapshot={snapshot} typed={typed} />
          <Words name="said" label={say('tickets.callWords', limits)} value={typed.words} />
          <p class="actions">
            <button type="submit">{say('tickets.callAct')}</button>
            <a href={`/console/people/${personId}`}>{say('application.person')}</a>
          </p>
        </form>
      </div>
    </Frame>
  );
};
