// 我的短信: what was sent to one's phone, word for word, and what could not be sent.
import type { Message } from '../../messages/list-messages.ts';
import { timeText } from '../dates.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';

/** `to` is masked. */
export type MessageView = Pick<Message, 'messageId' | 'at' | 'state' | 'to' | 'text'>;

type MessagesProps = { readonly page: Page; readonly messages: readonly MessageView[]; readonly most: number };

export const MessagesPage = ({ page, messages, most }: MessagesProps) => {
  const { say } = page;
  return (
    <Layout page={page} title={say('messages.title')} tab="me">
      <div class="narrow stack">
        <h1>{say('messages.title')}</h1>
        <p class="lead">{say('messages.lead')}</p>
        {messages.length === 0 && <p>{say('messages.none')}</p>}
        {messages.length >= most && <p>{say('messages.most', { count: most })}</p>}
        <ol class="plain entries">
          {messages.map(({ messageId, at, state, to, text }) => (
            <li key={messageId} class="entry">
              <p>{text}</p>
              <span class="hint number">
                {timeText(at, say)} · {to}
              </span>
              <span class={state === 'sent' ? 'hint' : 'late-word'}>{say(`messages.${state}`)}</span>
            </li>
          ))}
        </ol>
        <p>
          <a class="link" href="/check-message">
            {say('messages.check')}
          </a>
        </p>
      </div>
    </Layout>
  );
};
