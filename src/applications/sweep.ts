// One round over rows that are due: each for itself, so that one that fails holds up no other and is met again next time.

/** How many did something. Throws AggregateError when all have had their turn and some failed. */
export const sweep = async <Row>(rows: readonly Row[], run: (row: Row) => Promise<boolean>): Promise<number> => {
  const failures: unknown[] = [];
  let done = 0;
  for (const row of rows) {
    const result = await run(row).catch((error: unknown) => void failures.push(error));
    if (result === true) done += 1;
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${rows.length} rows failed`);
  return done;
};
