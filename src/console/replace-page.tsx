// The page on which staff order a new card for a lost, damaged or outdated one: documents, reason, and how the card shall come.
import { type ReplacementService, recordedReasons } from '../applications/replacement.ts';
import type { Outlet } from '../outlets/outlet.ts';
import { admit } from '../policy/admit.ts';
import { clauseInShort } from '../policy/explain.ts';
import type { Snapshot } from '../policy/snapshot.ts';
import type { Permitted } from '../policy/verdict.ts';
import { dayTextOf } from '../portal/dates.ts';
import type { TypedReplacement } from '../portal/pages/replace.tsx';
import type { AtCard } from './card-service.tsx';
import { CardServicePage } from './card-service-page.tsx';
import type { MenuEntry } from './desk.ts';
import { Choices, Select, TextField } from './form-fields.tsx';
import type { ConsolePage } from './page.ts';
import { Documents } from './pieces.tsx';

export type ReplaceProps = AtCard & {
  readonly service: ReplacementService;
  /** Of the bank of the card. */
  readonly outlets: readonly Outlet[];
  readonly typed: TypedReplacement;
};

/**
 * What the gate says here, with the paper of a special mark in hand where nothing that the record keeps has changed
 * (R-REISSUE-06): then only that can be exchanged for.
 */
export const openVerdict = (
  { verdict, question }: MenuEntry,
  snapshot: Snapshot,
): { readonly verdict: Permitted; readonly onlyMark: boolean } | undefined => {
  if (verdict.permitted) return { verdict, onlyMark: false };
  if (verdict.code !== 'UPSTREAM_NOT_SETTLED') return undefined;
  const person = { ...question.person, upstreamSettled: true };
  const marked = admit(snapshot, { ...question, person, reason: 'mark' });
  return marked.permitted ? { verdict: marked, onlyMark: true } : undefined;
};

export const ReplacePage = (props: ReplaceProps) => {
  const { subject, service, snapshot } = props;
  const { page, file, menu } = subject;
  const { say, citizenSay } = page;
  const entry = menu.entries.find((each) => each.service === service);
  const open = entry && openVerdict(entry, snapshot);
  const answer = entry && { ...entry, ...open };
  const isChange = service === 'exchange-changed';
  return (
    <CardServicePage {...props} to={`replace/${service}`} answer={answer}>
      {({ documents, dueOn, dueNote }) => (
        <>
          {dueNote === 'on-the-spot' && <p class="hint">{say('replace.onTheSpot')}</p>}
          <Documents
            page={page}
            documents={isChange ? [...documents, 'settlement-proof'] : documents}
            held={file.held}
          />
          {isChange && <Reason {...props} onlyMark={open?.onlyMark === true} />}
          <Delivery {...props} />
          <p class="hint">{say(`replace.effect.${service}`)}</p>
          <p>
            <FeeText page={page} snapshot={snapshot} />
            {dueOn !== null && ` · ${citizenSay('replace.due', { date: dayTextOf(dueOn, citizenSay) })}`}
          </p>
        </>
      )}
    </CardServicePage>
  );
};

const Reason = ({ subject: { page }, typed, onlyMark }: ReplaceProps & { readonly onlyMark: boolean }) => {
  const { say, citizenSay } = page;
  return (
    <>
      <p class="hint">{say('replace.proofHint')}</p>
      <Select
        {...{ name: 'reason', label: citizenSay('replace.reason'), value: typed.reason, all: say('counter.choose') }}
        options={[...(onlyMark ? [] : recordedReasons), 'mark' as const].map((value) => ({
          ...{ value, text: citizenSay(`replace.reason.${value}`) },
        }))}
      />
    </>
  );
};

/** R-FEE-01, R-FEE-02: said with the clause, on every page and slip where somebody might ask for money. */
export const FeeText = ({ page, snapshot }: { readonly page: ConsolePage; readonly snapshot: Snapshot }) => (
  <>{`${page.citizenSay('replace.free')}（${clauseInShort(snapshot, ['R-FEE-01'], page.language)}）`}</>
);

const Delivery = ({ subject: { page }, outlets, typed }: ReplaceProps) => {
  const { say, citizenSay } = page;
  return (
    <>
      <TextField name="phone" label={citizenSay('replace.phone')} value={typed.phone} most={120} />
      <Choices
        {...{ type: 'radio', name: 'delivery', legend: citizenSay('apply.delivery') }}
        options={(['outlet', 'mail'] as const).map((value) => ({
          ...{ value, text: citizenSay(`delivery.${value}`), checked: typed.delivery === value },
        }))}
      />
      <Select
        {...{ name: 'outletId', label: citizenSay('choose.outlet'), value: typed.outletId }}
        all={citizenSay('choose.outletEmpty')}
        options={outlets.map(({ outletId, name }) => ({ value: outletId, text: name }))}
      />
      <TextField name="recipient" label={say('counter.recipient')} value={typed.recipient} most={120} />
      <TextField name="recipientPhone" label={say('counter.recipientPhone')} value={typed.recipientPhone} most={120} />
      <TextField name="address" label={say('counter.address')} value={typed.address} most={120} />
      <TextField name="postcode" label={say('counter.postcode')} value={typed.postcode} most={120} />
    </>
  );
};
