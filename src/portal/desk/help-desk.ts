// What the pages about help at home ask of the program: who may come, asking, and one's own requests.
import { randomUUID } from 'node:crypto';
import { districts } from '../../base/districts.ts';
import type { HelpForm } from '../../help-requests/help-form.ts';
import { helpKinds } from '../../help-requests/help-request.ts';
import { openHelpStates } from '../../help-requests/help-request-lifecycle.ts';
import { listOwnHelp, type OwnHelp } from '../../help-requests/list-own-help.ts';
import { helpQuestion, mayHelp, offeredDays } from '../../help-requests/may-help.ts';
import { requestHelp } from '../../help-requests/request-help.ts';
import { withdrawHelp } from '../../help-requests/withdraw-help.ts';
import { listOutlets } from '../../outlets/outlets-store.ts';
import { bankInWords } from '../../policy/explain.ts';
import type { Wiring } from '../../wiring.ts';
import type { BankView } from '../views.ts';
import type { Asking, HelpDesk, HelpRequestView, Outcome, Who } from './desk.ts';
import { explainRefusal, explainVerdict, statusOf, type UseCaseRefusal } from './explanation.ts';
import { type OwnFile, ownChannel, questionOf, readOwnFile } from './own-file.ts';

export const helpDeskOf = (wiring: Wiring): HelpDesk => ({
  asking: (who, district) => askingOf(wiring, who, district),
  ask: (who, asked) => ask(wiring, who, asked),
  find: async (who, id) => {
    const found = (await listOwnHelp(wiring, who.personId)).find(({ helpRequestId }) => helpRequestId === id);
    return found && viewOf(wiring, who, found);
  },
  open: async (who) => {
    const found = (await listOwnHelp(wiring, who.personId)).find(isOpen);
    return found && viewOf(wiring, who, found);
  },
  withdraw: (who, id) => withdraw(wiring, who, id),
});

const isOpen = ({ state }: OwnHelp): boolean => openHelpStates.some((open) => open === state);

const viewOf = ({ policy }: Wiring, { language }: Who, help: OwnHelp): HelpRequestView => {
  const { helpRequestId: id, state, bank, outletName, outletAddress, outletPhone } = help;
  const { wishedOn, wishedPart, address, phone, note, declineReason, number } = help;
  return {
    ...{ id, state, wishedOn, wishedPart, address, phone, note, declineReason, number },
    who: bank === null ? (outletName ?? '') : bankInWords(policy.current(), bank, language),
    reached: bank === null ? [outletAddress, outletPhone].filter((part) => part !== null) : [],
  };
};

/** The gate is asked for both kinds; help is refused only where it refuses both. */
const askingOf = async (wiring: Wiring, who: Who, district: string): Promise<Asking> => {
  const { language } = who;
  const file = await readOwnFile(wiring, who.personId);
  const { snapshot, today } = file;
  const { person, card } = factsOf(file);
  const facts = { on: today, ...(person && { person }), ...(card !== undefined && { card }) };
  const verdicts = helpKinds.map((kind) => ({ kind, verdict: mayHelp(snapshot, { ...facts, kind, bank: null }) }));
  const permitted = verdicts.filter(({ verdict }) => verdict.permitted).map(({ kind }) => kind);
  const [street] = verdicts;
  if (permitted.length === 0 && street && !street.verdict.permitted) {
    const question = helpQuestion({ ...facts, kind: street.kind, bank: null });
    return { permitted: false, refusal: explainVerdict(street.verdict, { snapshot, question, language }) };
  }
  const lived = district || file.person?.district || '';
  const streets = lived === '' ? [] : await listOutlets(wiring.sql, { kind: 'street', district: lived });
  const named = (code: string): BankView => ({ code, name: bankInWords(snapshot, code, language) });
  const banks = [...new Set(snapshot.rows.banks.map(({ code }) => code))].sort();
  const fixed = verdicts.flatMap(({ kind, verdict }) => (kind === 'bank-visit' ? fixedBankOf(verdict) : []));
  return {
    ...{ permitted: true, kinds: permitted, district: lived, days: offeredDays(snapshot, today) },
    phone: file.person?.phone ?? '',
    districts: districts.map(({ code, ...names }) => ({ code, name: names[language] })),
    streets: streets.map(({ outletId: id, name, address, phone }) => ({ id, name, address, phone })),
    fixedBank: fixed[0] === undefined ? null : named(fixed[0]),
    // R-BANK-09: by code, each asked of the gate.
    banks: banks.filter((bank) => mayHelp(snapshot, { ...facts, kind: 'bank-visit', bank }).permitted).map(named),
  };
};

const fixedBankOf = (verdict: ReturnType<typeof mayHelp>): readonly string[] =>
  verdict.permitted && verdict.fixedBank !== null ? [verdict.fixedBank] : [];

/** The same facts that an application of this person is decided upon. */
const factsOf = (file: OwnFile) => questionOf(file, 'apply');

type Asked = { readonly key: string; readonly form: HelpForm };

const acting = ({ personId, level }: Who) =>
  ({ personId, actor: 'holder', actorId: personId, level, channel: ownChannel }) as const;

const ask = async (wiring: Wiring, who: Who, { key, form }: Asked): Promise<Outcome<{ readonly id: string }>> => {
  const asked = await requestHelp(wiring, { ...acting(who), key, form });
  return asked.ok ? { ok: true, value: { id: asked.value.helpRequestId } } : refusedFor(wiring, who, asked);
};

const withdraw = async (wiring: Wiring, who: Who, id: string): Promise<Outcome<null>> => {
  const found = (await listOwnHelp(wiring, who.personId)).find(({ helpRequestId }) => helpRequestId === id);
  if (!found) throw new Error('a help request was to be withdrawn that its page did not show');
  const { level: _level, ...holder } = acting(who);
  const withdrawn = await withdrawHelp(wiring, { ...holder, key: randomUUID(), helpRequestId: found.helpRequestId });
  return withdrawn.ok ? { ok: true, value: null } : refusedFor(wiring, who, withdrawn);
};

const refusedFor = async (wiring: Wiring, who: Who, refusal: UseCaseRefusal): Promise<Outcome<never>> => {
  const file = await readOwnFile(wiring, who.personId);
  const telling = { snapshot: file.snapshot, question: questionOf(file, 'apply'), language: who.language };
  return { ok: false, refusal: explainRefusal(refusal, telling), status: statusOf(refusal) };
};
