// The first portal page: what a phone has to load before it can be read, and how soon it is answered.
import { runLoad } from './support/load.ts';
import { runProgram } from './support/program.ts';
import type { BenchContext, Row } from './support/row.ts';
import { resourcesOf, type Transfer, transfer } from './support/transfer.ts';

export const name = 'the first portal page';

const kilobyte = 1024;

export const run = async ({ database }: BenchContext): Promise<readonly Row[]> => {
  const program = await runProgram(await database());
  try {
    const page = await transfer(program.origin, '/');
    const resources = await Promise.all(resourcesOf(page.text).map((path) => transfer(program.origin, path)));
    const fonts = resources.filter(isFont);
    const others = [page, ...resources.filter((one) => !isFont(one))];
    const plan = import.meta.resolve('./support/first-page-plan.ts');
    const load = { origin: program.origin, plan, warmUp: 500, seconds: 10 };
    const alone = await runLoad({ ...load, connections: 1, requests: 2_000 });
    const together = await runLoad({ ...load, connections: 32, requests: 10_000 });
    return [
      {
        what: `/ with ${others.length - 1} resources, over the wire`,
        measured: sizeOf(others),
        unit: 'KB',
        goal: { atMost: 15 },
      },
      ...others.map((one) => ({ what: `  ${one.path} (${one.encoding})`, measured: sizeOf([one]), unit: 'KB' })),
      { what: '  list of the font’s parts, apart', measured: sizeOf(fonts), unit: 'KB' },
      { what: '/ answered, one visitor, p50', measured: alone.latency.p50, unit: 'ms', goal: { atMost: 2 } },
      { what: '/ answered, 32 visitors at once', measured: together.perSecond, unit: '/s' },
    ];
  } finally {
    await program.stop();
  }
};

const isFont = ({ path }: Transfer): boolean => /fonts?[./]/.test(path);

const sizeOf = (transfers: readonly Transfer[]): number =>
  transfers.reduce((total, { bytes }) => total + bytes, 0) / kilobyte;
