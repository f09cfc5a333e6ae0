// An employer or school: the words and types of this part.

export type EmployerRecord = {
  readonly code: string;
  readonly name: string;
  readonly kind: 'employer' | 'school';
  /** Where it is insured (G-23), six digits. */
  readonly district: string;
  /** The day its clerk opened group application (R-GROUP-04); null: not yet. */
  readonly groupOpenOn: Temporal.PlainDate | null;
  /** At most three (R-GROUP-02). */
  readonly banks: readonly string[];
  /** The way its people’s cards take (R-GROUP-20); null: each of them chooses. */
  readonly presetDelivery: PresetDelivery | null;
  /** The outlet where the accounts are opened (R-GROUP-10); null: each of them chooses. */
  readonly presetOutlet: string | null;
};

/** Ways an employer may settle beforehand. */
export const presetDeliveries = ['mail', 'outlet'] as const;
export type PresetDelivery = (typeof presetDeliveries)[number];

/** R-GROUP-02. */
export const mostBanks = 3;
