// 更正: the list of proposed corrections, and one of it with what would go back and the second person's word.
import { randomUUID } from 'node:crypto';
import type { Result } from '../base/result.ts';
import { type CorrectionContent, mostReason } from '../corrections/correction.ts';
import { correctionDecisions } from '../corrections/correction-lifecycle.ts';
import type { ListedCorrection } from '../corrections/corrections-store.ts';
import type { NotUndone, Undoing } from '../corrections/undoing.ts';
import { bankInWords } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import { timeText } from '../portal/dates.ts';
import { wordFor } from '../portal/pages/record.tsx';
import { may } from '../staff/permissions.ts';
import { DecisionFields } from './form-fields.tsx';
import { Csrf, Frame } from './frame.tsx';
import type { ConsolePage } from './page.ts';
import { Fact, ListTable, Problem } from './pieces.tsx';

type ListProps = {
  readonly page: ConsolePage;
  readonly open: readonly ListedCorrection[];
  readonly decided: readonly ListedCorrection[];
  /** Rows of either list, at most. */
  readonly most: number;
};

export const CorrectionsPage = ({ page, open, decided, most }: ListProps) => {
  const { say } = page;
  return (
    <Frame page={page} title={say('corrections.title')} section="corrections">
      <h1>{say('corrections.title')}</h1>
      <p class="lead">{say('corrections.lead')}</p>
      <h2>{say('corrections.open')}</h2>
      {open.length === 0 ? <p>{say('corrections.none')}</p> : <Corrections page={page} rows={open} />}
      <h2>{say('corrections.decided')}</h2>
      {decided.length === 0 ? <p>{say('corrections.noneDecided')}</p> : <Corrections page={page} rows={decided} />}
      {(open.length === most || decided.length === most) && (
        <p class="hint">{say('corrections.most', { count: most })}</p>
      )}
    </Frame>
  );
};

const columns = ['act', 'done', 'proposed', 'state'] as const;

/** Nothing of the person stands here: whoever opens one leaves a look that its person sees. */
const Corrections = ({ page, rows }: { readonly page: ConsolePage; readonly rows: readonly ListedCorrection[] }) => {
  const { say, citizenSay } = page;
  return (
    <ListTable heads={columns.map((column) => say(`corrections.${column}`))}>
      {rows.map(({ correctionId, act, doneAt, doneBy, proposedAt, proposedBy, state }) => (
        <tr key={correctionId}>
          <th scope="row">
            <a href={`/console/corrections/${correctionId}`} data-row>
              {wordFor(citizenSay, 'event', act)}
            </a>
          </th>
          <td>{`${timeText(doneAt, citizenSay)} · ${doneBy}`}</td>
          <td>{`${timeText(proposedAt, citizenSay)} · ${proposedBy}`}</td>
          <td>{say(`corrections.state.${state}`)}</td>
        </tr>
      ))}
    </ListTable>
  );
};

/** Why it cannot be done, in words. */
export const whyNotUndone = ({ say, citizenSay }: ConsolePage, refusal: NotUndone): string => {
  switch (refusal.code) {
    case 'BUILT_UPON':
      return say('corrections.BUILT_UPON', { action: wordFor(citizenSay, 'event', refusal.facts.action) });
    case 'STATE_CHANGED':
      return say('corrections.STATE_CHANGED');
    default:
      return say(`corrections.${refusal.code}`);
  }
};

export type EffectProps = { readonly page: ConsolePage; readonly undoing: Result<Undoing, NotUndone> };

/** What goes back, line by line, so that the second person knows what they put their name to. */
export const Effect = ({ page, undoing }: EffectProps) => {
  const { say } = page;
  if (!undoing.ok)
    return (
      <section class="closing">
        <p>
          <strong>{whyNotUndone(page, undoing)}</strong>
        </p>
      </section>
    );
  return (
    <section>
      <h2>{say('corrections.effect')}</h2>
      <ul>
        {effectsOf(page, undoing.value).map((line) => (
          <li key={line}>{line}</li>
        ))}
        <li>{say('corrections.effect.told')}</li>
      </ul>
      {undoing.value.act === 'report-handed-over' && <p class="hint">{say('corrections.effect.cardIsBack')}</p>}
    </section>
  );
};

const effectsOf = (
  { say, citizenSay }: ConsolePage,
  { cards, application, electronicCard, account, givenBack }: Undoing,
): readonly string[] => [
  ...cards.map(({ action, from, to }) =>
    say('corrections.effect.card', {
      what: citizenSay(`event.${action}`),
      from: citizenSay(`state.${from}`),
      to: citizenSay(`state.${to}`),
    }),
  ),
  ...(application ? [citizenSay(`event.${application.action}`)] : []),
  ...(electronicCard === undefined
    ? []
    : [electronicCard === null ? citizenSay('event.undo-link-electronic-card') : say('corrections.effect.relinked')]),
  ...(account === null
    ? []
    : [
        account.ask === 'forget'
          ? say('corrections.effect.forgotten')
          : say('corrections.effect.asked', { what: citizenSay(`loss.ask.${account.ask}`) }),
      ]),
  ...(givenBack === null ? [] : [say('corrections.effect.bankKept')]),
];

type CorrectionProps = EffectProps & {
  readonly correction: ListedCorrection;
  readonly content: CorrectionContent;
  readonly problem: string | null;
  /** What was typed and not taken. */
  readonly typed: string;
  readonly snapshot: Snapshot;
};

export const CorrectionPage = (props: CorrectionProps) => {
  const { page, correction, content, problem, snapshot, undoing } = props;
  const { say, citizenSay, language } = page;
  const { act, doneAt, doneBy, doneAtBank, proposedBy, proposedAt, decidedBy, decidedAt, state } = correction;
  const bank = doneAtBank === null ? '' : bankInWords(snapshot, doneAtBank, language);
  return (
    <Frame page={page} title={say('corrections.one')} section="corrections">
      <div class="narrow">
        <h1>{say('corrections.one')}</h1>
        <Problem problem={problem} />
        <dl class="facts">
          <Fact label={say('corrections.act')}>{wordFor(citizenSay, 'event', act)}</Fact>
          <Fact label={say('corrections.done')}>
            {[timeText(doneAt, citizenSay), doneBy, bank].filter(Boolean).join(' · ')}
          </Fact>
          <Fact label={say('corrections.reason')}>{content.reason}</Fact>
          <Fact label={say('corrections.proposed')}>{`${timeText(proposedAt, citizenSay)} · ${proposedBy}`}</Fact>
          <Fact label={say('corrections.state')}>{say(`corrections.state.${state}`)}</Fact>
          {decidedAt !== null && (
            <Fact
              label={say(state === 'withdrawn' ? 'corrections.withdrawnBy' : 'corrections.decidedBy')}
            >{`${timeText(decidedAt, citizenSay)} · ${decidedBy}`}</Fact>
          )}
          {content.note !== '' && <Fact label={say('corrections.note')}>{content.note}</Fact>}
        </dl>
        <p class="hint">{say('corrections.seen')}</p>
        <p>
          <a href={`/console/people/${correction.personId}`}>{say('doubts.person')}</a>
        </p>
        {state === 'proposed' && <Effect page={page} undoing={undoing} />}
        {state === 'proposed' && <Deciding {...props} />}
        {state === 'proposed' && <Withdraw page={page} correction={correction} />}
        <p>
          <a href="/console/corrections">{say('corrections.back')}</a>
        </p>
      </div>
    </Frame>
  );
};

/** The use case asks all of it again. */
const Deciding = ({ page, correction, typed, undoing }: CorrectionProps) => {
  const { say, staff } = page;
  if (staff === null || !may(staff, 'decide-correction')) return null;
  const own = [correction.proposedBy, correction.doneBy].includes(staff.account);
  if (own) return <p>{say('corrections.own')}</p>;
  const decisions = correctionDecisions.filter((decision) => undoing.ok || decision === 'declined');
  return (
    <form method="post" action={`/console/corrections/${correction.correctionId}`} noValidate>
      <Csrf page={page} />
      <input type="hidden" name="key" value={randomUUID()} />
      <DecisionFields
        {...{ decisions, label: say('corrections.noteLabel'), mostLength: mostReason, typed }}
        textOf={(decision) => say(`corrections.decision.${decision}`)}
      />
    </form>
  );
};

export type Proposal = Pick<ListedCorrection, 'correctionId' | 'proposedBy'>;

/** For whoever proposed it, on the page of it and on the form that proposes the next. */
export const Withdraw = ({ page, correction }: { readonly page: ConsolePage; readonly correction: Proposal }) => {
  if (page.staff?.account !== correction.proposedBy) return null;
  return (
    <form method="post" action={`/console/corrections/${correction.correctionId}/withdraw`}>
      <Csrf page={page} />
      <input type="hidden" name="key" value={randomUUID()} />
      <p class="actions">
        <button class="quiet" type="submit">
          {page.say('corrections.withdraw')}
        </button>
      </p>
    </form>
  );
};

type NoCorrectionProps = { readonly page: ConsolePage; readonly problem?: string };

export const NoCorrectionPage = ({ page, problem = page.say('corrections.CORRECTION_UNKNOWN') }: NoCorrectionProps) => (
  <Frame page={page} title={page.say('corrections.one')} section={null}>
    <h1>{page.say('corrections.one')}</h1>
    <p class="lead">{problem}</p>
  </Frame>
);
