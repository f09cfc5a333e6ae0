// 我现在能办吗: three questions, at most one more at a time, and the answer of the gate with date, clause and what to do.

import { districts } from '../../base/districts.ts';
import { bankInWords, citationsOf, insteadInWords, policyWords, reasonInWords } from '../../policy/explain.ts';
import { type Channel, channels, groups, type Question, reasons, services } from '../../policy/question.ts';
import type { Snapshot } from '../../policy/snapshot.ts';
import type { Permitted, Verdict } from '../../policy/verdict.ts';
import { RadioCards } from '../components/choices.tsx';
import { ErrorSummary } from '../components/error-summary.tsx';
import { SelectField } from '../components/field.tsx';
import { Notice } from '../components/notice.tsx';
import { Citations, RefusalPanel } from '../components/refusal-panel.tsx';
import { dayTextOf } from '../dates.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';
import { type Answers, askableStates, type FollowUp } from './interview.ts';

export type CanIProps = { readonly page: Page; readonly snapshot: Snapshot; readonly answers: Answers };

const options = (words: Readonly<Record<string, string>>, codes: readonly string[]) =>
  codes.map((value) => ({ value, label: words[value] ?? value }));

/** The three questions on one page; what is missing after a first try is said at its field. */
export const CanIForm = ({ page, answers, tried }: CanIProps & { readonly tried: boolean }) => {
  const { say, language } = page;
  const words = policyWords(language);
  const fields = [
    {
      name: 'service',
      label: say('canI.service'),
      value: answers.service ?? '',
      options: options(words.service, services),
    },
    { name: 'group', label: say('canI.group'), value: answers.group ?? '', options: options(words.group, groups) },
    {
      name: 'channel',
      label: say('canI.channel'),
      value: answers.channel ?? '',
      options: options(words.channel, channels),
    },
  ];
  const empty = tried ? fields.filter((field) => field.value === '') : [];
  const problems = Object.fromEntries(empty.map(({ name, label }) => [name, say('canI.missing', { what: label })]));
  return (
    <Layout page={page} title={say('canI.title')} tab="services" hasErrors={empty.length > 0}>
      <div class="narrow">
        <ErrorSummary page={page} errors={problems} />
        <h1>{say('canI.title')}</h1>
        <p class="lead">{say('canI.lead')}</p>
        <form method="get" action="/can-i" noValidate>
          {fields.map((field) => (
            <SelectField
              key={field.name}
              page={page}
              {...field}
              empty={say('canI.choose')}
              error={problems[field.name]}
            />
          ))}
          <div class="field">
            <label for="on">{say('canI.on')}</label>
            <input
              class="short"
              type="date"
              id="on"
              name="on"
              value={answers.on.toString()}
              min="2024-01-31"
              max="2099-12-31"
            />
          </div>
          <input type="hidden" name="ask" value="1" />
          <div class="actions">
            <button class="button" type="submit">
              {say('canI.submit')}
            </button>
          </div>
        </form>
      </div>
    </Layout>
  );
};

const Kept = ({ answers, except }: { answers: Answers; except: string }) => (
  <>
    {Object.entries({
      service: answers.service,
      group: answers.group,
      channel: answers.channel,
      on: answers.on.toString(),
      ...answers.more,
    })
      .filter(([name, value]) => name !== except && value !== undefined)
      .map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
  </>
);

const choicesFor = (fact: FollowUp, { page, snapshot }: CanIProps) => {
  const { say, language } = page;
  const words = policyWords(language);
  const banks = snapshot.rows.banks.map(({ code, zh, en }) => ({ value: code, label: language === 'zh' ? zh : en }));
  const yesNo = [
    { value: 'yes', label: say('canI.yes') },
    { value: 'no', label: say('canI.no') },
  ];
  switch (fact) {
    case 'person.employer.district':
      return districts.map(({ code, zh, en }) => ({ value: code, label: language === 'zh' ? zh : en }));
    case 'person.pensionBank':
    case 'outlet.bank':
    case 'card.bank':
      return banks;
    case 'card.generation':
      return (['none', 'old', 'new'] as const).map((value) => ({ value, label: say(`canI.card.${value}`) }));
    case 'card.socialSecurity':
      return askableStates.map((value) => ({ value, label: words.state[value] }));
    case 'card.financial':
      return (['not-activated', 'active'] as const).map((value) => ({ value, label: words.state[value] }));
    case 'reason':
      return reasons
        .slice(0, 5)
        .flatMap((value) =>
          value === 'name' || value === 'id-number' || value === 'mark' || value === 'damaged'
            ? []
            : [{ value, label: say(`canI.reason.${value}`) }],
        );
    default:
      return yesNo;
  }
};

/** One more question: long lists as a drop-down, short ones as large cards. */
export const CanIMore = (props: CanIProps & { readonly fact: FollowUp }) => {
  const { page, answers, fact } = props;
  const choices = choicesFor(fact, props);
  const label = page.say(`canI.q.${fact}`);
  return (
    <Layout page={page} title={page.say('canI.title') + policyWords(page.language).colon + label} tab="services">
      <div class="narrow">
        <h1>{page.say('canI.more')}</h1>
        <form method="get" action="/can-i" noValidate>
          <Kept answers={answers} except={fact} />
          {choices.length > 6 ? (
            <SelectField
              page={page}
              name={fact}
              label={label}
              value=""
              empty={page.say('canI.choose')}
              options={choices}
            />
          ) : (
            <RadioCards page={page} name={fact} legend={label} value="" choices={choices} />
          )}
          <div class="actions">
            <button class="button" type="submit">
              {page.say('canI.next')}
            </button>
            <a class="link" href="/can-i">
              {page.say('canI.again')}
            </a>
          </div>
        </form>
      </div>
    </Layout>
  );
};

type Answered = CanIProps & { readonly question: Question; readonly verdict: Verdict };

const dueText = ({ page }: CanIProps, verdict: Permitted): string => {
  const notes: Readonly<Record<string, string>> = policyWords(page.language).dueNote;
  if (verdict.dueNote !== null) return notes[verdict.dueNote] ?? '';
  return page.say('canI.dueBy', { day: verdict.dueOn === null ? '' : dayTextOf(verdict.dueOn, page.say) });
};

const Yes = (props: CanIProps & { readonly verdict: Permitted }) => {
  const { page, snapshot, verdict } = props;
  const { say, language } = page;
  const words = policyWords(language);
  const notes: Readonly<Record<string, string>> = words.condition;
  const amount = verdict.fee.amount === '0.00' ? say('canI.free') : say('canI.yuan', { amount: verdict.fee.amount });
  const rows = [
    {
      label: say('canI.bring'),
      value: verdict.documents.map((each) => words.document[each]).join(words.listComma) || say('canI.bringNothing'),
    },
    { label: say('canI.fee'), value: amount },
    { label: say('canI.due'), value: dueText(props, verdict) },
    ...(verdict.fixedBank
      ? [
          {
            label: say('canI.bank'),
            value: say('canI.bankFixed', { bank: bankInWords(snapshot, verdict.fixedBank, language) }),
          },
        ]
      : []),
    ...(verdict.conditions.length > 0
      ? [
          {
            label: say('canI.note'),
            value: verdict.conditions.map((each) => notes[each] ?? each).join(words.separator),
          },
        ]
      : []),
  ];
  return (
    <section class="card stack">
      <h2>{say('canI.permitted')}</h2>
      <dl class="answers">
        {rows.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Citations page={page} sources={citationsOf(snapshot, verdict.rules, language)} />
    </section>
  );
};

/** The answer: permitted with everything to know, or refused with date, clause and what to do instead. */
export const CanIAnswer = (props: Answered) => {
  const { page, snapshot, answers, question, verdict } = props;
  const { say, language } = page;
  const words = policyWords(language);
  const asked = {
    service: words.service[question.service],
    group: answers.group ? words.group[answers.group] : '',
    channel: answers.channel ? words.channel[answers.channel satisfies Channel] : '',
    day: dayTextOf(question.on.toString(), say),
  };
  return (
    <Layout
      page={page}
      title={say('canI.title') + words.colon + say(verdict.permitted ? 'canI.permitted' : 'canI.refused')}
      tab="services"
    >
      <div class="narrow stack">
        <h1>{say('canI.title')}</h1>
        <p>
          <span class="soft">{say('canI.asked')}</span> <strong>{say('canI.askedLine', asked)}</strong>
        </p>
        {verdict.permitted ? (
          <Yes {...props} verdict={verdict} />
        ) : (
          <RefusalPanel
            page={page}
            title={say('canI.refused')}
            refusal={{
              message: reasonInWords(verdict, { snapshot, question, language }),
              sources: citationsOf(snapshot, verdict.rules, language),
              instead: [...new Set(verdict.instead.map((each) => insteadInWords(snapshot, each, language)))],
            }}
          />
        )}
        <Notice page={page} kind="info">
          <p>{say('canI.assumed')}</p>
        </Notice>
        <div class="actions">
          {verdict.permitted && question.service === 'apply' && (
            <a class="button" href="/apply">
              {say('canI.start')}
            </a>
          )}
          <a class="button second" href="/can-i">
            {say('canI.again')}
          </a>
          <a class="link" href={`/policy?on=${question.on.toString()}`}>
            {say('canI.rulesLink')}
          </a>
        </div>
      </div>
    </Layout>
  );
};
