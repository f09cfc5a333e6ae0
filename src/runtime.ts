// Loaded before everything else: says in a sentence when this is not the Node the program is written for.

if (!('Temporal' in globalThis)) {
  process.stderr.write(
    `需要 Node 26（当前 ${process.versions.node}）：请运行 npm ci，再用 npm start 启动。\n` +
      `Node 26 is needed (this is ${process.versions.node}): run npm ci, then start with npm start.\n`,
  );
  process.exit(1);
}

export {};
