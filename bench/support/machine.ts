// On what a run was measured: the machine and the settings of PostgreSQL, printed with every table.
import { cpus, totalmem } from 'node:os';
import postgres from 'postgres';

const settings = ['server_version', 'shared_buffers', 'fsync', 'synchronous_commit', 'max_connections'] as const;

/** Processor, cores, memory and Node, as one line. */
export const describeMachine = (): string => {
  const cores = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return `${cores[0]?.model.trim()}, ${cores.length} cores, ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.version}`;
};

/** Version and the settings that decide its speed, as one line. */
export const describeDatabase = async (url: string): Promise<string> => {
  const sql = postgres(url, { max: 1 });
  try {
    const rows = await sql<{ name: string; value: string }[]>`
      select name, current_setting(name) as value from unnest(${[...settings]}::text[]) with ordinality as wanted(name, place)
      order by place`;
    return `PostgreSQL ${rows.map(({ name, value }) => (name === 'server_version' ? value : `${name} ${value}`)).join(', ')}`;
  } finally {
    await sql.end();
  }
};
