// The page on which staff enable a card: at a counter the documents to check, on the telephone how the caller was checked.

import { maskName } from '../base/masking.ts';
import { callerProofs } from '../cards/card-asker.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { explainVerdict } from '../portal/desk/explanation.ts';
import type { EnableSubject } from './enable-routes.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Checks, Closing, Fact, Problem } from './pieces.tsx';

type EnableProps = {
  readonly subject: EnableSubject;
  readonly snapshot: Snapshot;
  readonly formKey: string;
  readonly problem: string | null;
};

export const EnablePage = (props: EnableProps) => {
  const { subject, problem } = props;
  const { page, file, card } = subject;
  const { say, citizenSay } = page;
  return (
    <Frame page={page} title={say('enable.title')} section={null}>
      <div class="narrow">
        <h1>{say('enable.title')}</h1>
        <Problem problem={problem} />
        <dl class="facts">
          {file.person && <Fact label={say('person.name')}>{maskName(file.person.name)}</Fact>}
          <Fact label={say('card.generation')}>{say('card.generationOf', { generation: card.generation })}</Fact>
          <Fact label={say('card.socialSecurity')}>{citizenSay(`state.${card.socialSecurity}`)}</Fact>
        </dl>
        <Form {...props} />
      </div>
    </Frame>
  );
};

const Form = ({ subject, snapshot, formKey }: EnableProps) => {
  const { page, file, card, menu } = subject;
  const { say, language } = page;
  const back = <a href={`/console/people/${file.personId}`}>{say('application.person')}</a>;
  const entry = menu.entries.find(({ service }) => service === 'enable');
  if (!entry) return back;
  const { verdict, question } = entry;
  if (!verdict.permitted) {
    return (
      <Closing page={page} closing={explainVerdict(verdict, { snapshot, question, language })}>
        {back}
      </Closing>
    );
  }
  return (
    <form method="post" action={`/console/people/${file.personId}/cards/${card.cardId}/enable`} noValidate>
      <Csrf page={page} />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="for" value={menu.standing} />
      <p>{say('enable.for', { who: say(`by.${menu.standing}`) })}</p>
      <Checks page={page} file={file} documents={verdict.documents} />
      {verdict.conditions.includes('caller-check') && <Caller page={page} />}
      <p class="hint">{say('enable.effect')}</p>
      <p class="actions">
        <button type="submit">{say('enable.act')}</button>
        {back}
      </p>
    </form>
  );
};

/** What the caller says is typed in and compared; the page never shows what it is compared with. */
export const Caller = ({ page }: { page: ConsolePage }) => {
  const { say } = page;
  return (
    <>
      <div class="field">
        <label class="label" for="caller-name">
          {say('enable.callerName')}
        </label>
        <input id="caller-name" name="callerName" type="text" maxLength={60} autocomplete="off" />
      </div>
      <div class="field">
        <label class="label" for="caller-id">
          {say('enable.callerId')}
        </label>
        <input id="caller-id" name="callerIdNumber" type="text" maxLength={40} autocomplete="off" spellcheck={false} />
      </div>
      <fieldset>
        <legend>{say('enable.proof')}</legend>
        {callerProofs.map((proof) => (
          <label key={proof} class="choice">
            <input type="radio" name="proof" value={proof} data-row />
            {say(`enable.proof.${proof}`)}
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label class="label" for="caller-secret">
          {say('enable.typed')}
        </label>
        <input id="caller-secret" name="secretTyped" type="password" maxLength={20} autocomplete="off" />
        <span class="hint">{say('enable.typedHint')}</span>
      </div>
    </>
  );
};
