// 委托他人代办: who may act for me, in what and until when, and taking it back.
import type { GivenAuthorisation } from '../../authorisations/list-authorisations.ts';
import { maskIdNumber, maskName } from '../../base/masking.ts';
import { policyWords } from '../../policy/explain.ts';
import { services } from '../../policy/question.ts';
import { Answers } from '../components/answers.tsx';
import { PostForm } from '../components/form.tsx';
import { InnerPage } from '../components/inner-page.tsx';
import { dayText, timeText } from '../dates.ts';
import type { Page } from '../page.ts';

export const givenPath = '/me/authorisations';

/** The words of the services it is for. */
export const servicesText = (
  { language, say }: Page,
  { kind, services: covered }: Pick<GivenAuthorisation, 'kind' | 'services'>,
): string => {
  const words = policyWords(language);
  return kind === 'guardian'
    ? say('given.allServices')
    : services
        .filter((each) => covered.includes(each))
        .map((each) => words.service[each])
        .join(words.listComma);
};

const GivenCard = ({ page, given }: { page: Page; given: GivenAuthorisation }) => {
  const { say } = page;
  const { agent, kind, standing, until, recordedAt, outletName, outletId, agentId, authorisationId } = given;
  const name = maskName(agent.name);
  const rows = [
    { label: say('given.state'), value: <strong>{say(`given.${standing}`)}</strong> },
    { label: say('given.services'), value: servicesText(page, given) },
    { label: say('given.until'), value: dayText(until, say) },
    { label: say('given.recorded'), value: `${timeText(recordedAt, say)} · ${outletName ?? outletId}` },
  ];
  return (
    <section class="card">
      <h2>
        {kind === 'guardian' ? `${say('given.guardian')} · ${name}` : name}{' '}
        <span class="hint number">{maskIdNumber(agent.idNumber)}</span>
      </h2>
      <Answers page={page} rows={rows} />
      {standing === 'in-force' && <p class="hint">{say(agentId === null ? 'given.offline' : 'given.online')}</p>}
      {standing === 'in-force' && kind === 'agent' && (
        <PostForm
          page={page}
          action={`${givenPath}/${authorisationId}/revoke`}
          submit={say('given.revokeOf', { name })}
          quiet
        />
      )}
    </section>
  );
};

export const GivenPage = ({ page, all }: { page: Page; all: readonly GivenAuthorisation[] }) => {
  const { say } = page;
  return (
    <InnerPage page={page} title={say('given.title')} lead={say('given.lead')}>
      {all.length === 0 && <p>{say('given.none')}</p>}
      {all.map((given) => (
        <GivenCard key={given.authorisationId} page={page} given={given} />
      ))}
    </InnerPage>
  );
};
