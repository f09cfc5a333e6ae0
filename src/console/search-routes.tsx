// Finding people: one box for four kinds of numbers. The number travels in a form, never in an address that is kept.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { districts } from '../base/districts.ts';
import { formOf } from '../portal/portal-scope.ts';
import { type FoundPerson, findPeople } from '../staff/find-people.ts';
import type { Wiring } from '../wiring.ts';
import { Frame } from './frame.tsx';
import type { Parts } from './open-record.ts';
import { type ConsolePage, type OpenConsole, sendPage, staffOf } from './page.ts';
import { ListTable, Problem } from './pieces.tsx';

const finding = { config: { staffAction: 'find-by-number' } } as const;

/** GET and POST /console/search. */
export const searchRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    app.get('/console/search', finding, async (request, reply) =>
      sendPage(reply, <SearchPage page={open(request, reply)} found={[]} problem={null} isAsked={false} />),
    );
    app.post('/console/search', finding, async (request, reply) => {
      const { q } = formOf(request);
      return find({ wiring, open }, { request, reply, written: typeof q === 'string' ? q : '' });
    });
  };

type Search = {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly written: string;
  /** What the address of the one person who is found ends with. */
  readonly query?: string;
};

/** The number comes back into no page: who types a wrong digit types again. */
export const find = async (
  { wiring, open }: Parts,
  { request, reply, written, query = '' }: Search,
): Promise<FastifyReply> => {
  const page = open(request, reply);
  const result = await findPeople(wiring, staffOf(request), written);
  if (!result.ok) {
    const status = result.code === 'TOO_MANY_SEARCHES' ? 429 : 422;
    const problem = page.say(`search.${result.code}`);
    return sendPage(reply, <SearchPage page={page} found={[]} problem={problem} isAsked />, status);
  }
  const [only] = result.value;
  if (only && result.value.length === 1) return reply.redirect(`/console/people/${only.personId}${query}`, 303);
  const status = result.value.length === 0 ? 404 : 200;
  return sendPage(reply, <SearchPage page={page} found={result.value} problem={null} isAsked />, status);
};

type SearchProps = {
  readonly page: ConsolePage;
  readonly found: readonly FoundPerson[];
  readonly problem: string | null;
  readonly isAsked: boolean;
};

const SearchPage = ({ page, found, problem, isAsked }: SearchProps) => {
  const { say } = page;
  return (
    <Frame page={page} title={say('search.title')} section={null}>
      <h1>{say('search.title')}</h1>
      <Problem problem={problem} />
      {problem === null && isAsked && found.length === 0 && (
        <p class="error" role="alert">
          {say('search.none')}
        </p>
      )}
      {found.length > 0 && <Found page={page} found={found} />}
      <p class="hint">{say('search.explain')}</p>
    </Frame>
  );
};

const Found = ({ page, found }: Pick<SearchProps, 'page' | 'found'>) => (
  <ListTable heads={(['name', 'id-number', 'district'] as const).map((column) => page.say(`person.${column}`))}>
    {found.map(({ personId, name, idNumber, district }) => (
      <tr key={personId}>
        <th scope="row">
          <a href={`/console/people/${personId}`} data-row>
            {name}
          </a>
        </th>
        <td>{idNumber}</td>
        <td>{districtName(page, district)}</td>
      </tr>
    ))}
  </ListTable>
);

export const districtName = ({ language }: ConsolePage, district: string | null): string =>
  districts.find(({ code }) => code === district)?.[language] ?? district ?? '';
