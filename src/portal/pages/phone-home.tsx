// The home page of somebody who logged in by phone alone: what that is enough for, and what asks for more (R-CHAN-20).
import { LevelList, type LevelNeed } from '../components/level-list.tsx';
import { FraudWarning } from '../components/notice.tsx';
import type { NoticeView } from '../desk/desk.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';
import { Entries, Hotline, NewestNotice, waysIn } from './home.tsx';

type PhoneHomeProps = {
  readonly page: Page;
  readonly loginHref: string;
  readonly needs: readonly LevelNeed[];
  readonly notice?: NoticeView | undefined;
};

export const PhoneHome = ({ page, loginHref, needs, notice }: PhoneHomeProps) => (
  <Layout page={page} title={page.say('home.title')} tab="home">
    <div class="columns">
      <div class="stack">
        <h1>{page.say('phoneHome.heading')}</h1>
        <p class="lead">{page.say('phoneHome.lead')}</p>
        <div>
          <a class="button" href={loginHref}>
            {page.say('phoneHome.act')}
          </a>
        </div>
        <Entries entries={waysIn(page)} />
        <section class="stack">
          <h2>{page.say('phoneHome.more')}</h2>
          <LevelList page={page} needs={needs} />
          <p>{page.say('level.withoutFace')}</p>
        </section>
      </div>
      <aside class="stack">
        <NewestNotice page={page} notice={notice} />
        <FraudWarning page={page} />
        <Hotline page={page} />
      </aside>
    </div>
  </Layout>
);
