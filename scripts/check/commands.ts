// The checks that other tools make: run, and taken as a failure when they exit with anything but 0.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export type CommandResult = { readonly passed: boolean; readonly output: string };

/** Runs `script`, one of ours (TypeScript) or that of a package, with this Node; returns what it printed. */
export const runScript = (root: string, script: string, args: readonly string[]): Promise<CommandResult> =>
  new Promise((resolve, reject) => {
    const loader = script.endsWith('.ts') ? ['--import', './src/runtime.js'] : [];
    const child = spawn(process.execPath, [...loader, join(root, script), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ passed: code === 0, output: Buffer.concat(chunks).toString('utf8').trimEnd() }),
    );
  });
