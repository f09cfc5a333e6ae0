// Cards made on the spot: what is in work at this outlet, and the page on which one begins with its checks.
import { maskName } from '../base/masking.ts';
import type { InstantRow } from '../instant/instant-store.ts';
import { policyWords, type Telling } from '../policy/explain.ts';
import { timeText } from '../portal/dates.ts';
import { explainVerdict } from '../portal/desk/explanation.ts';
import type { PersonFile } from './desk.ts';
import { Csrf, Frame } from './frame.tsx';
import type { InstantOffer } from './instant-offer.ts';
import type { ConsolePage } from './page.ts';
import { Closing, Documents, Fact, ListTable, Problem, type Said } from './pieces.tsx';

export const InstantListPage = ({
  page,
  jobs,
}: {
  readonly page: ConsolePage;
  readonly jobs: readonly InstantRow[];
}) => {
  const { say, citizenSay } = page;
  const heads = [say('home.number'), say('home.state'), say('instant.begun'), say('instant.changed')];
  return (
    <Frame page={page} title={say('instant.title')} section="instant">
      <h1>{say('instant.title')}</h1>
      <p class="lead">{say('instant.lead')}</p>
      {jobs.length === 0 ? (
        <p>{say('instant.none')}</p>
      ) : (
        <ListTable heads={heads}>
          {jobs.map(({ personId, jobId, number, state, begunAt, changedAt }) => (
            <tr key={jobId}>
              <td>
                <a href={`/console/people/${personId}/instant/${jobId}`} data-row>
                  {number}
                </a>
              </td>
              <td>{say(`instant.state.${state}`)}</td>
              <td>{timeText(begunAt, citizenSay)}</td>
              <td>{timeText(changedAt, citizenSay)}</td>
            </tr>
          ))}
        </ListTable>
      )}
    </Frame>
  );
};

type BeginProps = Said & {
  readonly file: PersonFile;
  /** null: nothing that was filed here waits to be made. */
  readonly offer: InstantOffer | null;
  readonly telling: Telling;
  readonly formKey: string;
};

export const InstantBeginPage = (props: BeginProps) => {
  const { page, file, offer, problem } = props;
  const { say, language } = page;
  return (
    <Frame page={page} title={say('instant.title')} section="instant">
      <div class="narrow">
        <h1>{say('instant.title')}</h1>
        <Problem problem={problem} />
        <dl class="facts">
          {file.person && <Fact label={say('person.name')}>{maskName(file.person.name)}</Fact>}
          {offer && <Fact label={say('home.number')}>{offer.number}</Fact>}
          {offer && (
            <Fact label={page.citizenSay('progress.service')}>{policyWords(language).service[offer.service]}</Fact>
          )}
        </dl>
        {offer ? <Checks {...props} offer={offer} /> : <p>{say('instant.nothingFiled')}</p>}
        <p>
          <a href={`/console/people/${file.personId}`}>{say('application.person')}</a>
        </p>
      </div>
    </Frame>
  );
};

const Checks = ({ page, file, offer, telling, formKey }: BeginProps & { readonly offer: InstantOffer }) => {
  const { say } = page;
  const { verdict } = offer;
  if (!verdict.permitted) return <Closing page={page} closing={explainVerdict(verdict, telling)} />;
  return (
    <form method="post" action={`/console/people/${file.personId}/instant`} noValidate>
      <Csrf page={page} />
      <input type="hidden" name="key" value={formKey} />
      <p>{say('instant.beginLead')}</p>
      <Documents page={page} documents={verdict.documents} held={file.held} />
      <p class="actions">
        <button type="submit">{say('instant.begin')}</button>
      </p>
    </form>
  );
};
