// A notice of the login as a page: what happened, in both languages, and one way on.
import { plainPage } from '../base/plain-page.tsx';
import { type NoticeCode, notices } from './words.ts';

export const plainStylePath = '/login/plain.css';

/** The page of a notice; `onward` is where its one link leads. */
export const noticePage = (code: NoticeCode, onward = '/'): string => {
  const { zh, en } = notices[code];
  return plainPage({
    title: zh.title,
    stylesheet: plainStylePath,
    children: (
      <>
        <p>{zh.text}</p>
        <p lang="en">
          <strong>{en.title}.</strong> {en.text}
        </p>
        <p>
          <a class="button primary" href={onward}>
            {zh.action} <small lang="en">{en.action}</small>
          </a>
        </p>
      </>
    ),
  });
};
