// The pages of the demo phone: whose phone, and what came to it.
import type { ComponentChildren } from 'preact';
import { cityTimeZone } from '../base/dates.ts';
import { maskPhone } from '../base/masking.ts';
import { plainPage } from '../base/plain-page.tsx';
import { Both } from './both.tsx';
import type { DemoPerson } from './demo-city.ts';
import { demoStylePath } from './demo-page.tsx';
import { filled, phoneWords, words } from './demo-words.ts';
import type { PhoneText } from './phone.ts';

export type PhoneOwner = Pick<DemoPerson, 'slug' | 'name' | 'phone'>;

const phonePage = (title: string, children: ComponentChildren): string =>
  plainPage({ title, stylesheet: demoStylePath, banner: <Both of={phoneWords.banner} />, children });

/** Everybody in the demo with the number of their messages. */
export const phonesPage = (phones: readonly { readonly owner: PhoneOwner; readonly count: number }[]): string =>
  phonePage(
    phoneWords.title.zh,
    <>
      <p lang="en">{phoneWords.title.en}</p>
      <h2>
        <Both of={phoneWords.choose} />
      </h2>
      <ul>
        {phones.map(({ owner: { slug, name, phone }, count }) => (
          <li key={slug}>
            <a class="button" href={`/demo/phone/${slug}`}>
              <strong>{name}</strong> {maskPhone(phone)}
              <div>
                <Both of={count === 0 ? phoneWords.none : filled(phoneWords.count, { count })} />
              </div>
            </a>
          </li>
        ))}
      </ul>
      <a class="button" href="/demo">
        <Both of={words.back} />
      </a>
    </>,
  );

type InboxProps = {
  readonly owner: PhoneOwner;
  readonly messages: readonly PhoneText[];
  readonly refreshes: boolean;
};

const timeOf = (at: Temporal.Instant): string =>
  at.toZonedDateTimeISO(cityTimeZone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');

/** The messages of one phone. */
export const inboxPage = ({ owner: { slug, name, phone }, messages, refreshes }: InboxProps): string => {
  const title = filled(phoneWords.inbox, { name });
  return phonePage(
    title.zh,
    <>
      <p>
        <span lang="en">{title.en}</span> {maskPhone(phone)}
      </p>
      {messages.length === 0 && (
        <p class="card">
          <Both of={phoneWords.empty} />
        </p>
      )}
      {messages.map(({ messageId, text, language, at }) => (
        <article key={messageId} class="card message">
          <time>{timeOf(at)}</time>
          <div lang={language === 'zh' ? 'zh-CN' : 'en'}>{text}</div>
        </article>
      ))}
      {refreshes && (
        <p>
          <Both of={phoneWords.refreshing} />
        </p>
      )}
      <div class="row">
        <a class="button" href={`/demo/phone/${slug}${refreshes ? '?refresh=off' : ''}`}>
          <Both of={refreshes ? phoneWords.stop : phoneWords.start} />
        </a>
        <a class="button" href="/demo/phone">
          <Both of={phoneWords.others} />
        </a>
        <a class="button" href="/demo">
          <Both of={words.back} />
        </a>
      </div>
    </>,
  );
};
