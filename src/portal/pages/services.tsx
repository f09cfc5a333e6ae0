// 办事: what this site does itself, and for everything else the way to where it is done.
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';

const here = [
  { href: '/apply', word: 'service.apply' },
  { href: '/me', word: 'service.query-progress' },
  { href: '/me', word: 'service.enable' },
  { href: '/loss', word: 'service.report-temporary-loss' },
  { href: '/me/password', word: 'service.reset-password' },
  { href: '/me/contact', word: 'service.change-contact' },
  { href: '/me/change-bank', word: 'service.change-bank' },
] as const;

const elsewhere = [
  'activate-finance',
  'reissue',
  'exchange-damaged',
  'top-up-transit',
  'cancel',
  'change-pension-account',
] as const;

export const Services = ({ page }: { page: Page }) => (
  <Layout page={page} title={page.say('services.title')} tab="services">
    <div class="narrow stack">
      <h1>{page.say('services.title')}</h1>
      <p class="lead">{page.say(page.elder ? 'services.leadElder' : 'services.lead')}</p>
      <h2>{page.say('services.here')}</h2>
      <div class="entries">
        {here.map((entry) => (
          <a key={entry.word} class="entry" href={entry.href}>
            <strong>{page.say(entry.word)}</strong>
          </a>
        ))}
        <a class="entry" href="/outlets">
          <strong>{page.say('outlets.title')}</strong>
        </a>
        <a class="entry" href="/use">
          <strong>{page.say('use.title')}</strong>
        </a>
        <a class="entry" href="/scenes">
          <strong>{page.say('scenes.title')}</strong>
        </a>
        <a class="entry" href="/for-others">
          <strong>{page.say('others.title')}</strong>
        </a>
      </div>
      <h2>{page.say('services.elsewhere')}</h2>
      <div class="entries two">
        {elsewhere.map((service) => (
          <a key={service} class="entry" href={`/can-i?service=${service}`}>
            <strong>{page.say(`service.${service}`)}</strong>
            <span class="hint">{page.say('services.ask')}</span>
          </a>
        ))}
      </div>
    </div>
  </Layout>
);
