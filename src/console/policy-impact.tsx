// Whom a change of the policy touches: the answers of the fixed grid that differ, as a table.
import type { Comparison, Difference, Side } from '../policy/added/compare-answers.ts';
import { bankInWords, policyWords, reasonInWords } from '../policy/explain.ts';
import type { Verdict } from '../policy/verdict.ts';
import { dayTextOf } from '../portal/dates.ts';
import type { ConsolePage } from './page.ts';
import { ListTable } from './pieces.tsx';
import { districtWord, placeWord } from './policy-rows.ts';

type DifferencesProps = {
  readonly page: ConsolePage;
  readonly comparison: Comparison;
  readonly before: Side;
  readonly after: Side;
};

/** More lines nobody reads; a change of everything shows by the first ones. */
const mostLines = 100;

export const Differences = ({ page, comparison, before, after }: DifferencesProps) => {
  const { say } = page;
  if (comparison.differences.length === 0) return <p>{say('policy.impactNone')}</p>;
  return (
    <ListTable heads={(['service', 'whom', 'was', 'willBe'] as const).map((column) => say(`policy.${column}`))}>
      {comparison.differences.slice(0, mostLines).map((difference) => (
        <tr key={JSON.stringify([difference.service, difference.before, difference.after])}>
          <th scope="row">{policyWords(page.language).service[difference.service]}</th>
          <td>
            {whomIn(page, difference, after).map((line) => (
              <div key={line}>{line}</div>
            ))}
          </td>
          <td>{answerIn(page, difference, { side: before, verdict: difference.example.before })}</td>
          <td>{answerIn(page, difference, { side: after, verdict: difference.example.after })}</td>
        </tr>
      ))}
    </ListTable>
  );
};

type Answered = { readonly side: Side; readonly verdict: Verdict };
const answerIn = (page: ConsolePage, { example }: Difference, { side, verdict }: Answered): string => {
  const { say, citizenSay, language } = page;
  if (!verdict.permitted) {
    const question = { ...example.question, on: side.on };
    return reasonInWords(verdict, { snapshot: side.snapshot, question, language });
  }
  return verdict.dueOn === null
    ? say('policy.yes')
    : say('policy.yesBy', { day: dayTextOf(verdict.dueOn, citizenSay) });
};

/** What was varied and changed; the facts that were not varied say nothing. */
const whomIn = (page: ConsolePage, difference: Difference, { snapshot }: Side): readonly string[] => {
  const { say, language } = page;
  const words = policyWords(language);
  const list = (each: readonly string[]): string => each.join(words.listComma);
  const { places, groups, districts, banks } = difference;
  return [
    say('policy.at', { list: list(places.map((place) => placeWord(place, page, snapshot))) }),
    ...(groups.length > 0 ? [say('policy.forGroups', { list: list(groups.map((group) => words.group[group])) })] : []),
    ...(districts.length > 0
      ? [say('policy.inDistricts', { list: list(districts.map((code) => districtWord(code, page))) })]
      : []),
    ...(banks.length > 0
      ? [say('policy.ofBanks', { list: list(banks.map((code) => bankInWords(snapshot, code, language))) })]
      : []),
  ];
};
