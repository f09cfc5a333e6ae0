// 代他人办理: for whom somebody may act, and what can be done for one of them now.
import type { TakenAuthorisation } from '../../authorisations/list-authorisations.ts';
import { maskName } from '../../base/masking.ts';
import { Answers } from '../components/answers.tsx';
import { Tick } from '../components/choices.tsx';
import type { Errors } from '../components/error-summary.tsx';
import { PostForm } from '../components/form.tsx';
import { InnerPage } from '../components/inner-page.tsx';
import { Notice } from '../components/notice.tsx';
import { dayText } from '../dates.ts';
import { SecretField } from '../details/secret-field.tsx';
import type { Page } from '../page.ts';
import type { ActingService, ActingView } from './acting.ts';
import { servicesText } from './given-pages.tsx';

export const actingPath = '/for-others/acting';

export const ActingListPage = ({ page, all }: { page: Page; all: readonly TakenAuthorisation[] }) => {
  const { say } = page;
  return (
    <InnerPage
      page={page}
      title={say('acting.title')}
      lead={say(all.length === 0 ? 'acting.none' : 'acting.lead')}
      back="/for-others"
      tab="services"
    >
      <div class="entries">
        {all.map((taken) => (
          <a key={taken.authorisationId} class="entry" href={`${actingPath}/${taken.authorisationId}`}>
            <strong>{say('acting.for', { name: maskName(taken.name) })}</strong>
            <span class="hint">{servicesText(page, taken)}</span>
            <span class="hint">{say('acting.until', { day: dayText(taken.until, say) })}</span>
          </a>
        ))}
      </div>
    </InnerPage>
  );
};

type ActingProps = {
  readonly page: Page;
  readonly view: ActingView;
  readonly formKey: string;
  readonly errors: Errors;
  readonly isDone: boolean;
};

export const ActingPage = (props: ActingProps) => {
  const { page, view, errors, isDone } = props;
  const { say } = page;
  const { taken, name, offered } = view;
  return (
    <InnerPage
      page={page}
      title={say('acting.for', { name })}
      lead={say('acting.until', { day: dayText(taken.until, say) })}
      back={actingPath}
      tab="services"
      errors={errors}
    >
      {isDone && (
        <Notice page={page} kind="info">
          <p>{say('acting.done')}</p>
        </Notice>
      )}
      <Status {...props} />
      {offered.map((each) => (
        <section key={each.service} class="card stack">
          <h2>{say(titles[each.service])}</h2>
          {each.refusal === null ? <ServiceForm {...props} service={each.service} /> : <p>{each.refusal.message}</p>}
        </section>
      ))}
      {taken.services.includes('cancel') && <p class="hint">{say('acting.cancel')}</p>}
    </InnerPage>
  );
};

const titles = {
  enable: 'acting.enable',
  'report-temporary-loss': 'acting.loss',
  'change-password': 'acting.password',
} as const satisfies Readonly<Record<ActingService, string>>;

const meanings = {
  enable: 'acting.enableMeans',
  'report-temporary-loss': 'acting.lossMeans',
  'change-password': 'acting.passwordMeans',
} as const satisfies Readonly<Record<ActingService, string>>;

const Status = ({ page, view: { status } }: ActingProps) => {
  if (status === null) return null;
  const { say } = page;
  const { card, running } = status;
  const rows = [
    ...(card === null
      ? []
      : [
          { label: say('me.socialSecurity'), value: say(`state.${card.socialSecurity}`) },
          {
            label: say('me.financial'),
            value: card.financial === null ? say('me.noBank') : say(`money.${card.financial}`),
          },
        ]),
    ...(running ? [{ label: say('acting.progress'), value: say(`application.${running.state}`) }] : []),
  ];
  return (
    <section class="card">
      <h2>{say('acting.status')}</h2>
      {card === null && <p>{say('acting.noCard')}</p>}
      <Answers page={page} rows={rows} />
    </section>
  );
};

const ServiceForm = ({ page, view, formKey, errors, service }: ActingProps & { readonly service: ActingService }) => {
  const { say } = page;
  const { taken, name } = view;
  return (
    <>
      <p>{say(meanings[service])}</p>
      <PostForm page={page} action={`${actingPath}/${taken.authorisationId}`} submit={say(titles[service])}>
        <input type="hidden" name="key" value={`${formKey} ${service}`} />
        <input type="hidden" name="service" value={service} />
        {service === 'enable' && (
          <Tick page={page} name="hasCard" label={say('acting.hasCard', { name })} error={errors.hasCard} />
        )}
        {service === 'change-password' && <Passwords page={page} errors={errors} />}
      </PostForm>
    </>
  );
};

const Passwords = ({ page, errors }: Pick<ActingProps, 'page' | 'errors'>) => {
  const { say } = page;
  const fresh = { page, autocomplete: 'new-password' } as const;
  return (
    <>
      <SecretField
        {...{ page, name: 'secretOld', autocomplete: 'current-password', letters: true }}
        label={say('password.old')}
        error={errors.secretOld}
      />
      <SecretField {...fresh} name="secretNew" label={say('password.new')} error={errors.secretNew} />
      <SecretField {...fresh} name="secretAgain" label={say('password.again')} error={errors.secretAgain} />
    </>
  );
};
