// Opens a page of the feed: node docs/examples/open-orders.js BANK PRIVATE-KEY-IN-HEXADECIMAL < orders.json
import { readFileSync } from 'node:fs';
import { openEnvelope } from './envelope.js';

const [bank, privateKey] = process.argv.slice(2);
const { orders } = JSON.parse(readFileSync(0, 'utf8'));
for (const { number, sealed } of orders) {
  const opened = openEnvelope(bank, Buffer.from(privateKey, 'hex'), { sealed, number, content: 'order' });
  process.stdout.write(`${JSON.stringify({ number, ...JSON.parse(opened.toString()) })}\n`);
}
