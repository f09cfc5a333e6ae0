// Addresses of the pages for anyone about rules and outlets; they keep nothing.
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { Clock } from '../../base/clock.ts';
import { dateIn } from '../../base/dates.ts';
import type { Sql } from '../../database/connection.ts';
import { mostOutlets } from '../../outlets/outlet.ts';
import { listOutlets } from '../../outlets/outlets-store.ts';
import { outletsByRow } from '../../policy/outlet-instant.ts';
import type { PolicyHolder } from '../../policy/policy-holder.ts';
import { pageText } from '../layout.tsx';
import type { Page } from '../page.ts';
import { CanIAnswer, CanIForm, CanIMore } from './can-i.tsx';
import { interview, readAnswers } from './interview.ts';
import { filterOf, OutletsPage, readOutletSearch } from './outlets-page.tsx';
import { PolicyOverview } from './overview.tsx';

type Needs = {
  readonly sql: Sql;
  readonly policy: PolicyHolder;
  readonly businessClock: Clock;
  readonly open: (request: FastifyRequest, reply: FastifyReply) => Promise<Page>;
};

const queryOf = (request: FastifyRequest): URLSearchParams => new URLSearchParams(request.url.split('?')[1] ?? '');

/** `/can-i`, `/policy` and `/outlets`. */
export const policyPages =
  ({ sql, policy, businessClock, open }: Needs): FastifyPluginAsync =>
  async (app) => {
    const send = (reply: FastifyReply, content: VNode): FastifyReply =>
      reply.type('text/html; charset=utf-8').send(pageText(content));

    app.get('/can-i', async (request, reply) => {
      const [page, snapshot, query] = [await open(request, reply), policy.current(), queryOf(request)];
      const answers = readAnswers(query, dateIn(businessClock()));
      const props = { page, snapshot, answers };
      const stand = interview(snapshot, answers);
      if (stand.state === 'asking') return send(reply, <CanIForm {...props} tried={query.has('ask')} />);
      if (stand.state === 'follow-up') return send(reply, <CanIMore {...props} fact={stand.fact} />);
      return send(reply, <CanIAnswer {...props} question={stand.question} verdict={stand.verdict} />);
    });

    app.get('/policy', async (request, reply) => {
      const page = await open(request, reply);
      const { on } = readAnswers(queryOf(request), dateIn(businessClock()));
      return send(reply, <PolicyOverview page={page} snapshot={policy.current()} day={on.toString()} />);
    });

    app.get('/outlets', async (request, reply) => {
      const [page, snapshot] = [await open(request, reply), policy.current()];
      const search = readOutletSearch(queryOf(request), snapshot);
      const outlets = await listOutlets(sql, {
        ...filterOf(search),
        byRow: outletsByRow(snapshot, dateIn(businessClock()).toString()),
      });
      return send(
        reply,
        <OutletsPage page={page} snapshot={snapshot} search={search} outlets={outlets} most={mostOutlets} />,
      );
    });
  };
