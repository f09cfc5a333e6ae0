// Plans of every statement that went out: none may read a large table from end to end.
import type { Sql } from '../../src/database/connection.ts';

/** Tables with a row or more for each person. */
const large =
  /Seq Scan on (people|insured_records|core_numbers|id_numbers|phones|cards|card_numbers|electronic_cards|events|applications|application_numbers|orders|consents)\b/;

/** Notes each statement once. */
export const watchStatements = () => {
  const seen = new Set<string>();
  return {
    watch: (statement: string): void => void seen.add(statement.trim()),
    forget: (): void => seen.clear(),
    seen: (): readonly string[] => [...seen].filter((one) => /^(with|select|insert|update|delete)/i.test(one)),
  };
};

/** What is wrong with the generic plans: a sentence for each statement that reads a large table whole. */
export const planFaults = async (sql: Sql, statements: readonly string[]): Promise<readonly string[]> => {
  const faults: string[] = [];
  for (const statement of statements) {
    const plan = await sql
      .unsafe<{ 'QUERY PLAN': string }[]>(`explain (generic_plan, costs off) ${statement}`)
      .simple();
    const found = plan.map((row) => row['QUERY PLAN']).find((line) => large.test(line));
    if (found) faults.push(`${found.trim()} in: ${statement.replace(/\s+/g, ' ').slice(0, 200)}`);
  }
  return faults;
};
