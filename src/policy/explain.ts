// Renders a verdict for somebody who reads it: words, citations, and what to do instead. The gate itself deals in codes.
import type { Question } from './question.ts';
import type { SourceDocument } from './rows.ts';
import type { Snapshot } from './snapshot.ts';
import type { Instead, Refusal, Verdict } from './verdict.ts';
import { en } from './words/en.ts';
import { type PolicyWords, zh } from './words/zh.ts';

export type Language = 'zh' | 'en';
export type Citation = { readonly document: string; readonly clause: string; readonly date: string | null };

/** The words of the gate in a language. */
export const policyWords = (language: Language): PolicyWords => (language === 'zh' ? zh : en);

const fill = (text: string, values: Readonly<Record<string, string | undefined>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');

const wordOf = (words: Readonly<Record<string, string>>, key: string | undefined): string =>
  key === undefined ? '' : (words[key] ?? key);

/** A day as people write it; anything else is returned as it is. */
export const dayInWords = (day: string, language: Language): string => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) return day;
  const [, year, month, date] = parts;
  const words = policyWords(language);
  const named = words.months[Number(month) - 1] ?? `${Number(month)}`;
  return fill(words.date, { year: `${year}`, month: named, day: `${Number(date)}` });
};

/** A bank's name on any day, or its code where no row names it. */
export const bankInWords = (snapshot: Snapshot, code: string, language: Language): string => {
  const row = snapshot.rows.banks.find((bank) => bank.code === code);
  return row ? row[language] : code === '' ? policyWords(language).unknownBank : code;
};

/** A channel's own word, or the name an added one was given. */
const channelInWords = (snapshot: Snapshot, code: string, language: Language): string => {
  const added = snapshot.rows.channels.find(({ channel, services }) => channel === code && services !== undefined);
  return added ? added[language] : wordOf(policyWords(language).channel, code);
};

const kindRank: Readonly<Record<SourceDocument['kind'], number>> = { notice: 0, press: 1, manual: 2, leaflet: 3 };

/** A section as it is cited: the catalogue's own marks for news items become words. */
const sectionInWords = (section: string, language: Language): string => {
  const item = /^page tail, item dated (\d{4}-\d{2}-\d{2})/.exec(section);
  return item ? fill(policyWords(language).pageTail, { date: dayInWords(item[1] ?? '', language) }) : section;
};

type RankedSource = { readonly document: SourceDocument; readonly section: string; readonly rank: string };

/** Where rules stand, each place once, the later official text first (rank of sources: notice, press, manual, leaflet). */
const sourcesOf = (snapshot: Snapshot, rules: readonly string[]): readonly RankedSource[] => {
  const found = new Map<string, RankedSource>();
  for (const id of rules) {
    for (const { file, section } of snapshot.rules.get(id)?.sources ?? []) {
      const document = snapshot.rows.documents[file];
      if (!document) continue;
      const age = 99_999_999 - Number((document.date ?? '0000-00-00').replaceAll('-', ''));
      found.set(`${file} ${section}`, { document, section, rank: `${kindRank[document.kind]} ${age}` });
    }
  }
  return [...found.values()].sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
};

/** The citations of rules in a language. */
export const citationsOf = (
  snapshot: Snapshot,
  rules: readonly string[],
  language: Language = 'zh',
): readonly Citation[] =>
  sourcesOf(snapshot, rules).map(({ document, section }) => ({
    document: document[language],
    clause: sectionInWords(section, language),
    date: document.date,
  }));

/** The clause of the first rule, short enough for a cell of a table: document and section. */
export const clauseInShort = (snapshot: Snapshot, rules: readonly string[], language: Language): string => {
  const [source] = sourcesOf(snapshot, rules.slice(0, 1));
  return source ? `${source.document.short[language]} ${sectionInWords(source.section, language)}` : '';
};

/** Channel, outlet and service of an advice: "at this place, that service". */
const placeInWords = (snapshot: Snapshot, instead: Instead, language: Language): string => {
  const words = policyWords(language);
  const parts = words.insteadParts;
  const service = instead.service ? wordOf(words.service, instead.service) : '';
  if (!instead.channel) return service ? fill(parts.serviceAlone, { service }) : '';
  const bank = instead.channel === 'bank' ? instead.outlet?.bank : undefined;
  const channel = bank
    ? fill(words.bankOutlet, { bank: bankInWords(snapshot, bank, language) })
    : channelInWords(snapshot, instead.channel, language);
  const at = fill(parts.at, { channel, outlet: instead.outlet?.instant ? parts.instantOutlet : '' });
  return service ? at + fill(parts.service, { service }) : at;
};

const choiceInWords = (snapshot: Snapshot, instead: Instead, language: Language): readonly string[] => {
  const words = policyWords(language);
  const parts = words.insteadParts;
  const bank = (code: string): string => bankInWords(snapshot, code, language);
  const documents = instead.documents?.map((each) => wordOf(words.document, each)).join(words.listComma);
  return [
    ...(instead.bank && !instead.outlet && !instead.step ? [fill(parts.bank, { bank: bank(instead.bank) })] : []),
    ...(instead.banks ? [fill(parts.banks, { banks: instead.banks.map(bank).join(words.listComma) })] : []),
    ...(documents ? [fill(parts.bring, { documents })] : []),
  ];
};

/** One advice as a phrase. */
export const insteadInWords = (snapshot: Snapshot, instead: Instead, language: Language): string => {
  const words = policyWords(language);
  const parts = words.insteadParts;
  const from = instead.from ? fill(parts.from, { from: dayInWords(instead.from, language) }) : '';
  const step = instead.step
    ? fill(wordOf(words.step, instead.step), { fee: instead.fee?.amount })
    : placeInWords(snapshot, instead, language);
  const due =
    instead.dueOn && !instead.step ? fill(parts.lastTime, { dueOn: dayInWords(instead.dueOn, language) }) : '';
  const choices = choiceInWords(snapshot, instead, language);
  return `${from}${[step, ...choices].filter(Boolean).join(words.listComma)}${due}`.trim();
};

/** Whom a verdict is told, and upon which question and rules it was given. */
export type Telling = { readonly snapshot: Snapshot; readonly question: Question; readonly language: Language };

const refusalValues = (refusal: Refusal, { snapshot, question, language }: Telling) => {
  const words = policyWords(language);
  const { from, bank, documents, delivery, state, fact, channel, assumed, actor, occupation } = refusal.facts;
  const opens = from ? fill(assumed ? words.opensAssumed : words.opens, { from: dayInWords(from, language) }) : '';
  return {
    opens,
    from: from ? dayInWords(from, language) : '',
    bank: bankInWords(snapshot, bank ?? '', language),
    documents: (documents ?? '')
      .split(' ')
      .map((each) => wordOf(words.document, each))
      .join(words.listComma),
    delivery: wordOf(words.delivery, delivery),
    state: wordOf(words.state, state),
    fact: wordOf(words.fact, fact),
    actor: wordOf(words.actor, actor),
    occupation: wordOf(words.occupation, occupation),
    channel: channel ?? '',
    service: wordOf(words.service, question.service),
  };
};

/** What is refused and why, in one or two sentences, without the advice. */
export const reasonInWords = (refusal: Refusal, telling: Telling): string =>
  fill(reasonText(refusal, policyWords(telling.language)), refusalValues(refusal, telling));

/** Some codes have more than one reason, and people are told theirs. */
const reasonText = ({ code, facts, instead }: Refusal, words: PolicyWords): string => {
  if (code === 'BANK_NOT_COOPERATING' && facts.bank === '') return words.noPensionBank;
  if (code === 'SERVICE_NOT_AT_CHANNEL' && facts.bank) return words.bankWithoutOnline;
  if (code === 'WRONG_STATE' && (facts.state === 'no-card' || facts.state === 'old-card')) return words.noCard;
  // A counter of ours does it, though nothing of ours online (R-CHAN-14).
  if (code === 'EXTERNAL_SERVICE' && instead.some(({ channel }) => channel !== undefined)) return words.notOnline;
  return words.code[code];
};

/** How many pieces of advice a message repeats; pages show them all. */
const adviceInMessage = 4;

/** The message of a refusal: what, why, and what to do instead. Empty for a permission. */
export const messageOf = (verdict: Verdict, telling: Telling): string => {
  if (verdict.permitted) return '';
  const { snapshot, language } = telling;
  const words = policyWords(language);
  const advice = [...new Set(verdict.instead.map((each) => insteadInWords(snapshot, each, language)))].filter(
    (each) => each !== '',
  );
  const reason = reasonInWords(verdict, telling);
  if (advice.length === 0) return reason;
  const gap = language === 'zh' ? '' : ' ';
  return `${reason}${gap}${words.insteadParts.intro}${advice.slice(0, adviceInMessage).join(words.separator)}${words.stop}`;
};
