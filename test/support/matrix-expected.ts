// The service matrices 3.1 and 3.2 of the rules as somebody read them there, written by hand and never from the program.
import { type Actor, type Service, services } from '../../src/policy/question.ts';
import type { Period } from './matrix-questions.ts';

// 3.1, in the signs of `matrix-questions.ts`: the first line before the notice of 2025-10-09, `C` from it on, `R` regular; a
// period that is not written is like the one before. Online: `W` of the four only the website, `M` only 民生一卡通.
// At another bank `=` is that bank's own card, so what its column says (G-26).
const byPlace = `
service                    |   ON   | DS   | IB-I | IB-N | OB | H | BP | D
apply                      |   Y30d | O    | I    | O    | =  | N | N  | T
apply                      | C Y30d | O    | I    | O    | =  | N | N  | Y30d
apply                      | R Y30d | Y30d | Y0   | Y4w  | =  | N | N  | Y30d
open-group                 |   W    | N    | N    | N    | N  | N | N  | N
confirm-group              |   Y30d | N    | N    | N    | N  | N | N  | T
confirm-group              | C Y30d | N    | N    | N    | N  | N | N  | Y30d
collect                    |   N    | N    | Y    | Y    | B  | N | N  | Y
enable                     |   Y    | Y    | Y    | Y    | Y  | N | N  | Y
enable                     | C Y    | Y    | Y    | Y    | B  | Y | N  | Y
activate-finance           |   V    | N    | Y    | Y    | B  | N | N  | Y
report-temporary-loss      |   Y    | Y    | Y    | Y    | Y  | Y | N  | N
release-temporary-loss     |   N    | N    | Y    | Y    | B  | N | N  | N
report-formal-loss         |   N    | Y    | Y    | Y    | B  | N | N  | N
report-formal-loss-finance |   N    | N    | Y    | Y    | B  | N | N  | N
release-formal-loss        |   N    | Y    | Y    | Y    | B  | N | N  | N
release-finance            |   N    | N    | Y    | Y    | B  | N | N  | N
reissue                    |   Y4wF | N    | Y0   | Y4w  | B  | N | N  | N
exchange-damaged           |   Y4wF | N    | Y0   | Y4w  | B  | N | N  | N
exchange-changed           |   Y4wF | N    | Y0   | Y4w  | B  | N | N  | N
reissue-old                |   G    | G    | G    | G    | G  | G | G  | G
reissue-old                | R S    | S    | S    | S    | S  | S | S  | S
cancel                     |   N    | Y    | Y    | Y    | Y  | N | N  | N
cancel-finance             |   N    | N    | Y    | Y    | B  | N | N  | N
change-bank-cancel         |   N    | N    | Y    | Y    | B  | N | N  | N
change-bank-apply          |   Y30d | O    | Y4w  | Y4w  | =  | N | N  | N
change-bank-apply          | R Y30d | Y30d | Y0   | Y4w  | =  | N | N  | N
change-bank-old            |   Y30d | O    | O    | O    | =  | N | N  | N
change-bank-old            | R Y30d | Y30d | Y0   | Y4w  | =  | N | N  | N
change-password            |   Y    | Y    | Y    | Y    | Y  | N | N  | N
reset-password             |   Y    | Y    | Y    | Y    | Y  | N | N  | N
query-status               |   Y    | Y    | Y    | Y    | Y  | Y | Y  | N
query-progress             |   Y    | Y    | Y    | Y    | Y  | Y | Y  | N
change-contact             |   Y    | Y    | Y    | Y    | Y  | N | N  | N
change-bank-phone          |   N    | N    | Y    | Y    | B  | N | N  | N
top-up-transit             |   X    | N    | Y    | Y    | Y  | N | N  | N
open-suburban-rail         |   N    | N    | Y    | Y    | Y  | N | N  | N
open-suburban-rail         | C N    | N    | Y    | Y    | B  | N | N  | N
refund-transit             |   N    | N    | Y2d  | Y2d  | B  | N | N  | N
buy-park-ticket            |   X    | N    | Y    | Y    | B  | N | N  | N
issue-instantly            |   V    | N    | Y0   | U    | B  | N | N  | N
issue-instantly:first      |   V    | N    | I    | U    | =  | N | N  | N
issue-instantly:first      | R V    | N    | Y0   | U    | =  | N | N  | N
one-stop                   |   N    | N    | Y    | Y    | B  | N | N  | N
change-pension-account     |   X    | X    | X    | X    | X  | X | X  | X
consult                    |   M    | Y    | Y    | Y    | Y  | Y | N  | N
report-fraud               |   N    | N    | N    | N    | N  | Y | N  | N
`;

// 3.2: what each brings, by remote place / counter / door. H holder's ID, C card, A agent's ID, W authorisation in writing,
// M agent's material, G guardian's ID, P proof of guardianship, 0 nothing, - may not, . the place is closed to everybody.
// Cards not stated in 3.2 follow the holder's line; a card made on the spot follows the application (R-CHAN-19).
const byActor = `
service                    |   holder  | agent      | guardian      | clerk    | helper | bank-staff
apply                      |   H/H/H   | -/-/-      | HGP/HGP/HGP   | -/-/-    | -/-/H  | -/-/H
open-group                 |   -/./.   | -/./.      | -/./.         | 0/./.    | -/./.  | -/./.
confirm-group              |   H/./H   | -/./-      | HGP/./HGP     | -/./-    | -/./H  | -/./-
collect                    |   ./H/H   | ./-/-      | ./HGP/HGP     | ./0/-    | ./-/-  | ./-/H
enable                     |   0/HC/HC | HAW/HCAW/- | HGP/HCGP/-    | -/-/-    | -/-/-  | -/-/H
activate-finance           |   ./HC/HC | ./-/-      | ./HCGP/-      | ./-/-    | ./-/-  | ./-/H
report-temporary-loss      |   0/H/.   | HAW/HAW/.  | HGP/HGP/.     | -/-/.    | -/-/.  | -/-/.
release-temporary-loss     |   ./HC/.  | ./-/.      | ./HCGP/.      | ./-/.    | ./-/.  | ./-/.
report-formal-loss         |   ./H/.   | ./-/.      | ./HGP/.       | ./-/.    | ./-/.  | ./-/.
report-formal-loss-finance |   ./H/.   | ./-/.      | ./HGP/.       | ./-/.    | ./-/.  | ./-/.
release-formal-loss        |   ./HC/.  | ./-/.      | ./HCGP/.      | ./-/.    | ./-/.  | ./-/.
release-finance            |   ./HC/.  | ./-/.      | ./HCGP/.      | ./-/.    | ./-/.  | ./-/.
reissue                    |   0/H/.   | -/-/.      | HGP/HGP/.     | -/-/.    | -/-/.  | -/-/.
exchange-damaged           |   0/H/.   | -/-/.      | HGP/HGP/.     | -/-/.    | -/-/.  | -/-/.
exchange-damaged           | C 0/HC/.  | -/-/.      | HGP/HCGP/.    | -/-/.    | -/-/.  | -/-/.
exchange-changed           |   0/HC/.  | -/-/.      | HGP/HCGP/.    | -/-/.    | -/-/.  | -/-/.
reissue-old                |   ././.   | ././.      | ././.         | ././.    | ././.  | ././.
cancel                     |   ./HC/.  | ./M/.      | ./HCGP/.      | ./-/.    | ./-/.  | ./-/.
cancel-finance             |   ./HC/.  | ./M/.      | ./HCGP/.      | ./-/.    | ./-/.  | ./-/.
change-bank-cancel         |   ./HC/.  | ./-/.      | ./HCGP/.      | ./-/.    | ./-/.  | ./-/.
change-bank-apply          |   H/H/.   | -/-/.      | HGP/HGP/.     | -/-/.    | -/-/.  | -/-/.
change-bank-old            |   H/H/.   | -/-/.      | HGP/HGP/.     | -/-/.    | -/-/.  | -/-/.
change-password            |   0/H/.   | HAW/HAW/.  | HGP/HGP/.     | -/-/.    | -/-/.  | -/-/.
reset-password             |   0/H/.   | -/-/.      | HGP/HGP/.     | -/-/.    | -/-/.  | -/-/.
query-status               |   0/0/.   | HAW/HAW/.  | HGP/HGP/.     | -/-/.    | -/-/.  | -/-/.
query-progress             |   0/0/.   | HAW/HAW/.  | HGP/HGP/.     | W0/-/.   | -/-/.  | -/-/.
change-contact             |   0/H/.   | -/-/.      | HGP/HGP/.     | -/-/.    | -/-/.  | -/-/.
change-bank-phone          |   ./H/.   | ./-/.      | ./HCGP/.      | ./-/.    | ./-/.  | ./-/.
top-up-transit             |   ./C/.   | ./C/.      | ./C/.         | ./-/.    | ./-/.  | ./-/.
open-suburban-rail         |   ./C/.   | ./-/.      | ./C/.         | ./-/.    | ./-/.  | ./-/.
open-suburban-rail         | C ./HC/.  | ./-/.      | ./HCGP/.      | ./-/.    | ./-/.  | ./-/.
refund-transit             |   ./HC/.  | ./-/.      | ./HCGP/.      | ./-/.    | ./-/.  | ./-/.
buy-park-ticket            |   ./HC/.  | ./-/.      | ./HCGP/.      | ./-/.    | ./-/.  | ./-/.
issue-instantly            |   ./H/.   | ./-/.      | ./HGP/.       | ./-/.    | ./-/.  | ./-/.
issue-instantly:first      |   ./H/.   | ./-/.      | ./HGP/.       | ./-/.    | ./-/.  | ./-/.
one-stop                   |   ./HC/.  | ./-/.      | ./HCGP/.      | ./-/.    | ./-/.  | ./-/.
change-pension-account     |   ././.   | ././.      | ././.         | ././.    | ././.  | ././.
consult                    |   0/0/.   | 0/0/.      | 0/0/.         | 0/0/.    | 0/0/.  | 0/0/.
report-fraud               |   0/./.   | 0/./.      | 0/./.         | 0/./.    | 0/./.  | 0/./.
`;

type Rows = Readonly<Record<string, string>>;
/** What the rules say of a line in a period: the cell under each heading. */
export type ExpectedLine = {
  readonly name: string;
  readonly service: Service;
  readonly cells: Readonly<Record<Period, Rows>>;
};

const read = (table: string): readonly ExpectedLine[] => {
  const [head = '', ...lines] = table.trim().split('\n');
  const headings = head
    .split('|')
    .slice(1)
    .map((text) => text.trim());
  const found = new Map<string, Record<Period, Rows>>();
  for (const line of lines) {
    const [name = '', ...texts] = line.split('|').map((text) => text.trim());
    const from = /^([CR]) /.exec(texts[0] ?? '')?.[1];
    const cells = Object.fromEntries(headings.map((heading, at) => [heading, (texts[at] ?? '').replace(/^[CR] /, '')]));
    const earlier = found.get(name);
    if (!earlier) found.set(name, { before: cells, centralized: cells, regular: cells });
    else found.set(name, { ...earlier, ...(from === 'C' ? { centralized: cells } : {}), regular: cells });
  }
  return [...found].map(([name, cells]) => {
    const service = services.find((each) => each === name.split(':')[0]);
    if (!service) throw new Error(`${name} is no service`);
    return { name, service, cells };
  });
};

export const expectedByPlace = read(byPlace);
export const expectedByActor = read(byActor);
export const actorsOfMatrix: readonly Actor[] = ['holder', 'agent', 'guardian', 'clerk', 'helper', 'bank-staff'];
