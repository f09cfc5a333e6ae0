// The page on which staff enable a card: at a counter the documents to check, on the telephone how the caller was checked.
import { callerProofs } from '../cards/card-asker.ts';
import type { AtCard } from './card-service.tsx';
import { CardServicePage } from './card-service-page.tsx';
import { Choices, TextField } from './form-fields.tsx';
import type { ConsolePage } from './page.ts';
import { Checks, Fact } from './pieces.tsx';

export const EnablePage = (props: AtCard) => {
  const { page, file, card } = props.subject;
  const { say, citizenSay } = page;
  const facts = (
    <>
      <Fact label={say('card.generation')}>{say('card.generationOf', { generation: card.generation })}</Fact>
      <Fact label={say('card.socialSecurity')}>{citizenSay(`state.${card.socialSecurity}`)}</Fact>
    </>
  );
  const words = { title: say('enable.title'), submit: say('enable.act') };
  return (
    <CardServicePage {...props} {...words} service="enable" to="enable" facts={facts}>
      {({ documents, conditions }) => (
        <>
          <Checks page={page} file={file} documents={documents} />
          {conditions.includes('caller-check') && <Caller page={page} />}
          <p class="hint">{say('enable.effect')}</p>
        </>
      )}
    </CardServicePage>
  );
};

/** What the caller says is typed in and compared; the page never shows what it is compared with. */
export const Caller = ({ page }: { page: ConsolePage }) => {
  const { say } = page;
  return (
    <>
      <TextField id="caller-name" name="callerName" label={say('enable.callerName')} most={60} />
      <TextField id="caller-id" name="callerIdNumber" label={say('enable.callerId')} most={40} spellcheck={false} />
      <Choices
        {...{ type: 'radio', name: 'proof', legend: say('enable.proof') }}
        options={callerProofs.map((value) => ({ value, text: say(`enable.proof.${value}`) }))}
      />
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
