// Figures that the city has published, each with its day and rule: beside our own counts, never among them.

export type PublishedFigure = {
  readonly what:
    | 'applied'
    | 'uses'
    | 'e-card-visits'
    | 'windows'
    | 'outlets'
    | 'transit-lines'
    | 'medical'
    | 'parks'
    | 'libraries';
  readonly count: number;
  /** How exactly the source says it. */
  readonly about: 'about' | 'over' | 'exactly';
  readonly asOf: Temporal.PlainDate;
  readonly rule: string;
};

const asOf = Temporal.PlainDate.from('2025-12-09');

export const publishedFigures: readonly PublishedFigure[] = [
  { what: 'applied', count: 8_000_000, about: 'about', asOf, rule: 'R-STATS-01' },
  { what: 'uses', count: 60_000_000, about: 'about', asOf, rule: 'R-STATS-01' },
  { what: 'e-card-visits', count: 27_000_000, about: 'over', asOf, rule: 'R-STATS-02' },
  // Two figures of different things (C-42).
  { what: 'windows', count: 3_000, about: 'over', asOf, rule: 'R-STATS-03' },
  { what: 'outlets', count: 3_000, about: 'about', asOf, rule: 'R-STATS-03' },
  { what: 'transit-lines', count: 1_300, about: 'over', asOf, rule: 'R-STATS-04' },
  { what: 'medical', count: 5_000, about: 'over', asOf, rule: 'R-STATS-04' },
  { what: 'parks', count: 12, about: 'exactly', asOf, rule: 'R-STATS-04' },
  { what: 'libraries', count: 25, about: 'exactly', asOf, rule: 'R-STATS-04' },
];
