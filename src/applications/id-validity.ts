// Until when an ID document is valid, as a clerk reads it from the document (R-CHAN-19).

/** 长期: documents of people who were 46 or older when they got them have no last day. */
export type IdValidity = Temporal.PlainDate | 'long-term';

const longTerm = ['长期', 'long-term', 'longterm'];
const dayText = /^(\d{4})[-./年]?(\d{2})[-./月]?(\d{2})日?$/;

/** `2035.12.01` as it is printed, `20351201`, `2035-12-01`, or 长期; undefined: it is none of them, or no day there is. */
export const parseIdValidity = (written: string): IdValidity | undefined => {
  const text = written.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  if (longTerm.includes(text)) return 'long-term';
  const [, year, month, day] = dayText.exec(text) ?? [];
  if (year === undefined) return undefined;
  try {
    return Temporal.PlainDate.from(`${year}-${month}-${day}`);
  } catch {
    return undefined;
  }
};

/** The last day counts. */
export const isIdOver = (validity: IdValidity, today: Temporal.PlainDate): boolean =>
  validity !== 'long-term' && Temporal.PlainDate.compare(validity, today) < 0;
