// Calls of the interfaces as a shell makes them, in the order a bank's engineer tries them.
import { join, relative } from 'node:path';
import type { Config } from '../config.ts';
import { demoClientId } from '../identity/partner-clients.ts';

/** The bank of the examples; in the demo it pays the pension of the first person one can be. */
const exampleBank = '102';

export type Examples = {
  readonly decision: string;
  readonly token: string;
  readonly orders: string;
  readonly acknowledge: string;
  readonly report: string;
};

const question = JSON.stringify({
  service: 'apply',
  on: '2025-10-08',
  channel: 'minsheng',
  person: { groups: ['retiree'], insured: true, pensionBank: exampleBank, district: '110108' },
  card: null,
});

/** Each works as it stands in the folder of a running demo; elsewhere `SECRET` is what the bank was given. */
export const examplesFor = ({
  baseUrl,
  demo,
  dataFolder,
}: Pick<Config, 'baseUrl' | 'demo' | 'dataFolder'>): Examples => {
  const at = (path: string): string => new URL(path, baseUrl).href;
  const json = `-H 'Content-Type: application/json'`;
  const bearer = `-H "Authorization: Bearer $TOKEN"`;
  const key = (name: string): string => `-H 'Idempotency-Key: 2025-10-09-${name}'`;
  const client = demoClientId(exampleBank);
  return {
    decision: `curl -s ${at('/api/v1/policy/decisions')} ${json} \\\n  -d '${question}'`,
    token: `${secret({ demo, dataFolder })}\nTOKEN=$(curl -s -u "${client}:$SECRET" -d grant_type=client_credentials ${at('/api/v1/token')} \\\n  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    orders: `curl -s ${bearer} '${at('/api/v1/bank/orders?limit=10')}'`,
    acknowledge: `curl -s ${bearer} ${json} ${key('ack-1')} \\\n  -d '{"numbers":["K7QM-2X4T-9ABC"]}' ${at('/api/v1/bank/orders/acknowledge')}`,
    report: `curl -s ${bearer} -X POST ${key('opened-1')} \\\n  ${at('/api/v1/bank/orders/K7QM-2X4T-9ABC/account-opened')}`,
  };
};

/** A demo keeps the secrets of its simulated banks in a file; anybody who can read it may call as one of them. */
const secret = ({ demo, dataFolder }: Pick<Config, 'demo' | 'dataFolder'>): string => {
  if (!demo) return 'SECRET=…';
  const fromHere = relative(process.cwd(), dataFolder);
  const path = join(fromHere.startsWith('..') ? dataFolder : fromHere, 'demo-bank-secrets.json');
  return `SECRET=$(sed 's/.*"${exampleBank}":"\\([^"]*\\)".*/\\1/' '${path}')`;
};
