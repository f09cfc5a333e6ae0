// The part of the demo page by which its visitor sends an application back as the bureau would.
import { Both } from './both.tsx';
import { bureauReasons } from './bureau-simulator.ts';
import { Heading, PostButton, PostForm } from './demo-forms.tsx';
import { bureauOutcomes, reasonWords, words } from './demo-words.ts';

export type BureauView = {
  readonly csrf: string;
  /** What came of the last application that was sent back: `done`, or a code; null: nobody simulates the bureau. */
  readonly bureau: { readonly outcome: string | null } | null;
};

const outcomeWords = (outcome: string): { readonly zh: string; readonly en: string } =>
  Object.entries(bureauOutcomes).find(([code]) => code === outcome)?.[1] ?? bureauOutcomes.other;

/** Somebody at the bureau looks at an application and finds something wrong. */
export const Bureau = ({ bureau, csrf }: BureauView) => {
  if (!bureau) return null;
  const { outcome } = bureau;
  return (
    <section aria-labelledby="bureau">
      <Heading of={words.bureau} id="bureau" />
      <p>
        <Both of={words.bureauLead} />
      </p>
      {outcome !== null && (
        <p class={outcome === 'done' ? 'card' : 'problem'} role="status">
          <Both of={outcomeWords(outcome)} />
        </p>
      )}
      <PostForm action="/demo/bureau" csrf={csrf}>
        <label for="number">
          <Both of={words.bureauNumber} />
        </label>
        <input id="number" name="number" type="text" maxLength={20} autocomplete="off" required />
        <label for="reason">
          <Both of={words.bureauReason} />
        </label>
        <select id="reason" name="reason">
          {bureauReasons.map((reason) => (
            <option key={reason} value={reason}>{`${reasonWords[reason].zh} ${reasonWords[reason].en}`}</option>
          ))}
        </select>
        <PostButton name="act" value="send-back" of={words.bureauAct} />
      </PostForm>
    </section>
  );
};
