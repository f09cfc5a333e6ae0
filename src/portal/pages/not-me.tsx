// 这不是我: what it is about, in the words of the record, and what the person wants to add.
import { answerWithinWorkdays, mostWords } from '../../doubts/doubt.ts';
import { controlProps, FieldFrame } from '../components/field.tsx';
import { PostForm } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { timeText } from '../dates.ts';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';

/** One line of the record as it was read there. */
export type RecordLine = {
  readonly what: string;
  readonly at: Temporal.Instant;
  /** Who did or saw it, where and why. */
  readonly more: readonly string[];
};

type NotMeProps = {
  readonly page: Page;
  readonly line: RecordLine;
  readonly action: string;
  /** Sent twice it is one doubt. */
  readonly sendKey: string;
};

export const NotMePage = ({ page, line, action, sendKey }: NotMeProps) => {
  const { say } = page;
  const field = { page, name: 'words', label: say('doubt.words'), hint: say('doubt.wordsHint', { most: mostWords }) };
  return (
    <Layout page={page} title={say('doubt.title')} tab="me">
      <div class="narrow stack">
        <h1>{say('doubt.title')}</h1>
        <div class="entry">
          <strong>{line.what}</strong>
          <span class="hint number">{timeText(line.at, say)}</span>
          {line.more.map((each) => (
            <span key={each} class="hint">
              {each}
            </span>
          ))}
        </div>
        <p class="lead">{say('doubt.lead')}</p>
        <p>{say('doubt.within', { days: answerWithinWorkdays })}</p>
        <Notice page={page} kind="warning">
          <p>{say('doubt.urgent')}</p>
        </Notice>
        <PostForm page={page} action={action} submit={say('doubt.act')}>
          <input type="hidden" name="key" value={sendKey} />
          <FieldFrame {...field} optional>
            <textarea
              {...controlProps({ ...field, optional: true })}
              rows={4}
              maxLength={mostWords}
              autocomplete="off"
            />
          </FieldFrame>
        </PostForm>
        <a class="link" href="/me/record">
          {say('doubt.back')}
        </a>
      </div>
    </Layout>
  );
};
