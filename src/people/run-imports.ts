// Imports what interfaces took in, one after the other; several workers may look for work, one at a time imports.
import type { Logger } from 'pino';
import { CannotStart } from '../base/cannot-start.ts';
import { ImportBusy } from '../database/import-file.ts';
import { endImport } from '../database/import-runs.ts';
import { findOpenImport, receivedInput } from '../database/received-import.ts';
import { pollMilliseconds, startWork } from '../database/work-loop.ts';
import { type ImportWiring, importers } from './import-command.ts';

type Ground = ImportWiring & { readonly log: Pick<Logger, 'error' | 'info'> };

/** Looks for imports until it is stopped. One that is stopped, or whose worker dies, goes on behind its last batch. */
export const startImports = (ground: Ground): { readonly stop: () => Promise<void> } =>
  startWork({ name: 'an import', log: ground.log, next: (stop) => runNext(ground, stop) });

/** Imports the one that waits longest, if any; gives how long to rest. */
const runNext = async (ground: Ground, stop: AbortSignal): Promise<number> => {
  const { sql, keys, log } = ground;
  const open = await findOpenImport(sql);
  if (!open) return pollMilliseconds;
  const { importId, kind, size, at } = open;
  const input = receivedInput(ground, importId, size);
  try {
    const { read, rejected } = await importers[kind](ground, { sql, keys, input, importId, at, stop });
    log.info({ importId, kind, read, rejected }, 'imported');
  } catch (error) {
    if (error instanceof ImportBusy || !(error instanceof CannotStart)) throw error;
    // Its text leaves its encoding in the middle: what came before is in, the rest never will be.
    await endImport(sql, importId, 'failed');
  }
  return 0;
};
