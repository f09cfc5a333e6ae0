// 您填写的内容还在: what was typed before the login ended, to be sent now as it stands.
import type { KeptForm } from '../../identity/kept-form.ts';
import { PostForm } from '../components/form.tsx';
import { Layout } from '../layout.tsx';
import type { Page } from '../page.ts';

/** The values are not shown again: the page they were typed on shows them, with whatever is wrong about them. */
export const ResumePage = ({ page, form }: { page: Page; form: KeptForm }) => {
  const { say } = page;
  return (
    <Layout page={page} title={say('resume.title')} tab={null}>
      <div class="narrow stack">
        <h1>{say('resume.title')}</h1>
        <p class="lead">{say('resume.text')}</p>
        <PostForm page={page} action={form.path} submit={say('resume.act')}>
          {form.fields.map(([name, value], at) => (
            <input key={at} type="hidden" name={name} value={value} />
          ))}
        </PostForm>
        <a class="link" href="/">
          {say('resume.leave')}
        </a>
      </div>
    </Layout>
  );
};
