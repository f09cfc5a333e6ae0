// The figures in the console: of everybody for the bureau, of the own bank or district for others.
import type { FastifyPluginAsync } from 'fastify';
import { queryOf } from '../portal/portal-scope.ts';
import { scopeOf } from '../staff/permissions.ts';
import { countOutlets } from '../statistics/figures-store.ts';
import { type Figures, figuresQuestion, findFigures } from '../statistics/find-figures.ts';
import type { Wiring } from '../wiring.ts';
import { type ConsolePage, type OpenConsole, sendPage, staffOf } from './page.ts';
import { drawPicture } from './picture.ts';
import { type DrawnTable, StatisticsPage } from './statistics-page.tsx';
import { tablesOf } from './statistics-tables.ts';

/** Each draws a picture for every table. */
const limit = { max: 120, timeWindow: '10 minutes' };

/** GET /console/statistics. */
export const statisticsRoutes =
  (wiring: Wiring, open: OpenConsole): FastifyPluginAsync =>
  async (app) => {
    const config = { staffAction: 'see-statistics', rateLimit: limit } as const;
    app.get('/console/statistics', { config }, async (request, reply) => {
      const staff = staffOf(request);
      const names = ['bank', 'district', 'days'] as const;
      const asked = figuresQuestion.parse(
        Object.fromEntries(names.map((name) => [name, queryOf(request, name) || null])),
      );
      const figures = await findFigures(wiring, staff, asked);
      if (!figures) throw new Error('figures were asked for by a role that has none');
      const page = open(request, reply);
      const tables = await drawn(wiring, page, figures);
      const counted = await countOutlets(wiring.sql);
      const of = (kind: string): number => counted.find((each) => each.kind === kind)?.count ?? 0;
      const snapshot = wiring.policy.current();
      const everybodys = scopeOf(staff, 'see-statistics') === 'all';
      const banks = everybodys ? [...new Set(snapshot.rows.banks.map((bank) => bank.code))] : [];
      const outlets = { bank: of('bank'), district: of('district'), street: of('street') };
      return sendPage(reply, <StatisticsPage {...{ page, snapshot, asked, figures, tables, banks, outlets }} />);
    });
  };

const drawn = async (wiring: Wiring, page: ConsolePage, figures: Figures): Promise<readonly DrawnTable[]> => {
  const tables: DrawnTable[] = [];
  // One after the other: between two pictures others get their turn.
  for (const table of tablesOf({ page, snapshot: wiring.policy.current(), figures }))
    tables.push({ ...table, svg: table.picture && (await drawPicture(table.picture)) });
  return tables;
};
