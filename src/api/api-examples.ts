// Calls of the interfaces as a shell makes them, in the order a bank's engineer tries them.
import { join, relative } from 'node:path';
import type { Config } from '../config.ts';
import { demoClientId } from '../identity/partner-clients.ts';

/** The bank of the examples; in the demo it pays the pension of the first person one can be. */
const exampleBank = '102';

/** The steps that are typed, in their order; each goes on with what those before have left in the shell. */
export const exampleNames = [
  'decision',
  'token',
  'sandbox',
  'orders',
  'open',
  'image',
  'acknowledge',
  'report',
  'file',
  'results',
  'books',
  'callback',
  'callbacks',
] as const;
export type Examples = Readonly<Record<(typeof exampleNames)[number], string>>;

const question = JSON.stringify({
  service: 'apply',
  on: '2025-10-08',
  channel: 'minsheng',
  person: { groups: ['retiree'], insured: true, pensionBank: exampleBank, district: '110108' },
  card: null,
});

/** Empty where there is no such step. Each works as it stands in the folder of a running demo; elsewhere `SECRET` is what the bank was given. */
export const examplesFor = ({
  baseUrl,
  demo,
  dataFolder,
  bankSandbox,
}: Pick<Config, 'baseUrl' | 'demo' | 'dataFolder' | 'bankSandbox'>): Examples => {
  const at = (path: string): string => new URL(path, baseUrl).href;
  const json = `-H 'Content-Type: application/json'`;
  const bearer = `-H "Authorization: Bearer $TOKEN"`;
  // One for each command and order: whoever goes through it a second time says something new.
  const key = (name: string): string => `-H "Idempotency-Key: ${name}-$NUMBER-$DAY"`;
  const client = demoClientId(exampleBank);
  const get = (path: string): string => `curl -s ${bearer} "${at(path)}"`;
  const fromOrders = (field: string): string => `sed 's/.*"${field}":"\\([^"]*\\)".*/\\1/' orders.json`;
  const rows = [
    '{"number":"\'$NUMBER\'","report":"produced","chipId":"0123456789ABCDEF0123456789ABCDEF","specificationVersion":"3.00","accountLastFour":"1234"}',
    '{"number":"\'$NUMBER\'","report":"mailed","trackingNumber":"EA123456789CN"}',
  ];
  return {
    decision: `curl -s ${at('/api/v1/policy/decisions')} ${json} \\\n  -d '${question}'`,
    token: `${secret({ demo, dataFolder })}\nTOKEN=$(curl -s -u "${client}:$SECRET" -d grant_type=client_credentials ${at('/api/v1/token')} \\\n  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    sandbox: bankSandbox
      ? `curl -s ${bearer} ${json} -H "Idempotency-Key: reset-$(date +%s)" \\\n  -d '{"orders":10}' ${at('/api/v1/bank/sandbox/reset')}`
      : '',
    orders: `${get('/api/v1/bank/orders?limit=1')} | tee orders.json\nNUMBER=$(${fromOrders('number')})\nDAY=$(${fromOrders('submittedAt')} | cut -c 1-10)`,
    open: `${privateKey({ demo, dataFolder })}\nnode docs/examples/open-orders.js ${exampleBank} "$PRIVATE" < orders.json`,
    image: get('/api/v1/bank/orders/$NUMBER/images/id-front'),
    acknowledge: `curl -s ${bearer} ${json} ${key('ack')} \\\n  -d '{"numbers":["'$NUMBER'"]}' ${at('/api/v1/bank/orders/acknowledge')}`,
    report: `curl -s ${bearer} -X POST ${key('opened')} \\\n  "${at('/api/v1/bank/orders/$NUMBER/account-opened')}"`,
    file: `FILE=$(curl -s ${bearer} -H 'Content-Type: application/jsonl' ${key('file')} --data-binary '${rows.join('\n')}' \\\n  ${at('/api/v1/bank/answer-files')} | sed 's/.*"fileId":"\\([^"]*\\)".*/\\1/')`,
    results: `until ${get('/api/v1/bank/answer-files/$FILE')} | grep '"endedAt":"'; do sleep 1; done\n${get('/api/v1/bank/answer-files/$FILE/results')}`,
    books: get('/api/v1/bank/reconciliation/$DAY'),
    callback: `curl -s ${bearer} -X POST ${key('test')} \\\n  ${at('/api/v1/bank/callbacks/test')}`,
    callbacks: get('/api/v1/bank/callbacks?event=test&limit=1'),
  };
};

/** A demo keeps the secrets of its simulated banks in a file; anybody who can read it may call as one of them. */
const secret = ({ demo, dataFolder }: Pick<Config, 'demo' | 'dataFolder'>): string =>
  demo ? `SECRET=$(${fromFile(dataFolder, 'demo-bank-secrets.json')})` : 'SECRET=…';

const privateKey = ({ demo, dataFolder }: Pick<Config, 'demo' | 'dataFolder'>): string =>
  demo ? `PRIVATE=$(${fromFile(dataFolder, 'demo-bank-keys.json')})` : 'PRIVATE=…';

/** What the demo keeps for the bank of the examples in a file. */
const fromFile = (dataFolder: string, name: string): string => {
  const fromHere = relative(process.cwd(), dataFolder);
  const path = join(fromHere.startsWith('..') ? dataFolder : fromHere, name);
  return `sed 's/.*"${exampleBank}":"\\([^"]*\\)".*/\\1/' '${path}'`;
};
