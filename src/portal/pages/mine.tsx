// 我的: my cards with both functions stated separately, the electronic card, my applications, who I am.
import type { ApplicationService } from '../../applications/application.ts';
import { policyWords } from '../../policy/explain.ts';
import { Answers } from '../components/answers.tsx';
import { PostForm } from '../components/form.tsx';
import { dayText, timeText } from '../dates.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';
import type { CardView, MineView } from '../views.ts';

/** The two functions have lives of their own, so each is said for itself. */
const CardBox = ({ page, card }: { page: Page; card: CardView }) => {
  const { say } = page;
  const rows = [
    { label: say('me.socialSecurity'), value: <strong>{say(`state.${card.socialSecurity}`)}</strong> },
    {
      label: say('me.financial'),
      value: card.financial === null ? say('me.noBank') : <strong>{say(`money.${card.financial}`)}</strong>,
    },
    ...(card.bank === null ? [] : [{ label: say('me.bank'), value: card.bank }]),
    ...(card.number === null
      ? []
      : [{ label: say('me.cardNumber'), value: <span class="number">{card.number}</span> }]),
  ];
  return (
    <div class="card">
      <h3>{say('me.generation', { generation: generationWord(page, card.generation) })}</h3>
      <Answers page={page} rows={rows} />
      {card.generation === 3 && card.socialSecurity === 'enabled' && card.financial === 'not-activated' && (
        <p class="hint">{say('enable.finance')}</p>
      )}
      {card.account !== null && (
        <p class="hint">
          {say(`loss.account.${card.account.state}`, {
            bank: card.bank ?? '',
            what: say(`loss.ask.${card.account.asked}`),
          })}
        </p>
      )}
      <CardLinks page={page} card={card} />
      {card.mayEnable && (
        <div class="actions">
          <a class="button" href={`/cards/${card.id}/enable`}>
            {say('me.enable')}
          </a>
        </div>
      )}
    </div>
  );
};

/** What can be done about a card that is in somebody's hands. */
const CardLinks = ({ page: { say }, card }: { page: Page; card: CardView }) => {
  const links = [
    ...(card.loss === null ? [] : [{ to: 'loss', text: say(card.loss === 'lost' ? 'loss.found' : 'loss.title') }]),
    ...(card.isReplaceable ? [{ to: 'replace', text: say('replace.title') }] : []),
    ...(card.isReplaceable && card.generation === 3 ? [{ to: 'cancel', text: say('cancel.title') }] : []),
    ...(card.generation === 3 ? [{ to: 'transit', text: say('transit.entry') }] : []),
  ];
  if (links.length === 0) return null;
  return (
    <p class="links">
      {links.map(({ to, text }) => (
        <a key={to} class="link" href={`/cards/${card.id}/${to}`}>
          {text}
        </a>
      ))}
    </p>
  );
};

/** A first card by the word of these pages, a replacement by that of the gate. */
export const serviceText = ({ say, language }: Page, service: ApplicationService): string =>
  service === 'apply' ? say('service.apply') : policyWords(language).service[service];

/** The generation of a card in words. */
export const generationWord = ({ say }: Page, generation: CardView['generation']): string =>
  say('me.generations').split(' ')[generation - 1] ?? String(generation);

const Applications = ({ page, applications }: { page: Page; applications: MineView['applications'] }) => (
  <section class="stack">
    <h2>{page.say('me.applications')}</h2>
    {applications.length === 0 && <p>{page.say('me.noApplications')}</p>}
    {applications.map((each) => (
      <a key={each.number} class="entry" href={`/applications/${each.number}`}>
        <strong>
          {serviceText(page, each.service)} · {page.say(`application.${each.state}`)}
        </strong>
        <span class="hint number">
          {page.say('me.applicationLine', { date: timeText(each.submittedAt, page.say) })} · {each.number}
        </span>
      </a>
    ))}
  </section>
);

const WhoIAm = ({ page, mine }: { page: Page; mine: MineView }) => {
  const { say } = page;
  const rows =
    mine.record === null
      ? [{ label: say('apply.record.name'), value: page.person?.name ?? '' }]
      : [
          { label: say('apply.record.name'), value: mine.record.name },
          { label: say('apply.record.idNumber'), value: <span class="number">{mine.record.idNumber}</span> },
          { label: say('apply.record.birthDate'), value: dayText(mine.record.birthDate, say) },
          { label: say('apply.phone'), value: mine.phone ?? '' },
        ];
  return (
    <section class="card">
      <h2>{say('me.whoami')}</h2>
      <Answers page={page} rows={rows.filter((row) => row.value !== '')} />
      <p class="links">
        <a class="link" href="/me/contact">
          {say('contact.title')}
        </a>
        <a class="link" href="/me/consents">
          {say('me.consents')}
        </a>
        <a class="link" href="/me/sessions">
          {say('me.sessions')}
        </a>
      </p>
      <PostForm page={page} action="/logout" submit={say('me.logout')} quiet />
    </section>
  );
};

const electronic = { none: 'me.ecardNone', issued: 'me.ecardIssued', linked: 'me.ecardLinked' } as const;

export const MinePage = ({ page, mine }: { page: Page; mine: MineView }) => {
  const { say } = page;
  return (
    <Layout page={page} title={say('me.title')} tab="me">
      <div class="columns">
        <div class="stack">
          <h1>{say('me.title')}</h1>
          <section class="stack">
            <h2>{say('me.cards')}</h2>
            {mine.cards.length === 0 && <p>{say('me.noCards')}</p>}
            {mine.cards.map((card) => (
              <CardBox key={card.id} page={page} card={card} />
            ))}
          </section>
          <Applications page={page} applications={mine.applications} />
        </div>
        <aside class="stack">
          <section class="card">
            <h2>{say('me.ecard')}</h2>
            <p>{say(electronic[mine.electronicCard])}</p>
          </section>
          <a class="entry" href="/use">
            <strong>{say('use.title')}</strong>
            <span class="hint">{say('use.hint')}</span>
          </a>
          <a class="entry" href="/me/record">
            <strong>{say('record.title')}</strong>
            <span class="hint">{say('record.lead')}</span>
          </a>
          <a class="entry" href="/me/messages">
            <strong>{say('messages.title')}</strong>
            <span class="hint">{say('messages.hint')}</span>
          </a>
          <a class="entry" href="/me/password">
            <strong>{say('password.title')}</strong>
            <span class="hint">{say('password.lead')}</span>
          </a>
          <a class="entry" href="/me/change-bank">
            <strong>{say('changeBank.title')}</strong>
            <span class="hint">{say('changeBank.hint')}</span>
          </a>
          <a class="entry" href="/me/authorisations">
            <strong>{say('given.title')}</strong>
            <span class="hint">{say('given.hint')}</span>
          </a>
          <a class="entry" href="/tickets">
            <strong>{say('ticket.title')}</strong>
            <span class="hint">{say('ticket.lead')}</span>
          </a>
          <WhoIAm page={page} mine={mine} />
        </aside>
      </div>
    </Layout>
  );
};
