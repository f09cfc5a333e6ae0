// 更正: the form that proposes to undo an act of an open record, and the proposal of one's own that waits.
import { randomUUID } from 'node:crypto';
import { leastReason, mostReason } from '../corrections/correction.ts';
import type { ListedCorrection } from '../corrections/corrections-store.ts';
import { timeText } from '../portal/dates.ts';
import { wordFor } from '../portal/pages/record.tsx';
import { Effect, type EffectProps, type Proposal, Withdraw } from './correction-pages.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Fact, Problem } from './pieces.tsx';

type OwnOpenProps = {
  readonly page: ConsolePage;
  /** Of this person; undefined: none waits. */
  readonly open: (Proposal & Pick<ListedCorrection, 'act' | 'proposedAt'>) | undefined;
};

const OwnOpen = ({ page, open }: OwnOpenProps) => {
  const { say, citizenSay, staff } = page;
  if (open?.proposedBy !== staff?.account || open === undefined) return null;
  const { act, proposedAt } = open;
  return (
    <section class="closing">
      <p>
        {say('corrections.ownOpen', { act: wordFor(citizenSay, 'event', act), when: timeText(proposedAt, citizenSay) })}
      </p>
      <Withdraw page={page} correction={open} />
    </section>
  );
};

type ProposeProps = EffectProps & {
  readonly open: OwnOpenProps['open'];
  readonly personId: string;
  readonly seq: number;
  /** What was done, when. */
  readonly act: { readonly action: string; readonly at: Temporal.Instant; readonly actorId: string };
  readonly problem: string | null;
  readonly typed: string;
};

export const ProposeCorrectionPage = ({ page, personId, seq, act, undoing, open, problem, typed }: ProposeProps) => {
  const { say, citizenSay } = page;
  const back = <a href={`/console/people/${personId}`}>{say('application.person')}</a>;
  return (
    <Frame page={page} title={say('corrections.propose')} section={null}>
      <div class="narrow">
        <h1>{say('corrections.propose')}</h1>
        <Problem problem={problem} />
        <OwnOpen page={page} open={open} />
        <dl class="facts">
          <Fact label={say('corrections.act')}>{wordFor(citizenSay, 'event', act.action)}</Fact>
          <Fact label={say('corrections.done')}>{`${timeText(act.at, citizenSay)} · ${act.actorId}`}</Fact>
        </dl>
        <Effect page={page} undoing={undoing} />
        {undoing.ok && open === undefined ? (
          <form method="post" action={`/console/people/${personId}/corrections`} noValidate>
            <Csrf page={page} />
            <input type="hidden" name="key" value={randomUUID()} />
            <input type="hidden" name="act" value={seq} />
            <div class="field">
              <label class="label" for="reason">
                {say('corrections.reasonLabel', { least: leastReason, most: mostReason })}
              </label>
              <textarea id="reason" name="reason" rows={4} maxLength={mostReason} required>
                {typed}
              </textarea>
            </div>
            <p class="hint">{say('corrections.second')}</p>
            <p class="actions">
              <button type="submit">{say('corrections.propose')}</button>
              {back}
            </p>
          </form>
        ) : (
          <p>{back}</p>
        )}
      </div>
    </Frame>
  );
};
