// A place people can go to: the words and types of this part.

export type Outlet = {
  readonly outletId: string;
  readonly kind: 'district' | 'street' | 'bank';
  /** Of a bank outlet; null for the others. */
  readonly bank: string | null;
  readonly district: string;
  readonly name: string;
  readonly address: string;
  readonly phone: string | null;
  /** Makes cards on the spot. */
  readonly instant: boolean;
  /** Degrees, WGS 84; null where it is not known. */
  readonly place: { readonly latitude: number; readonly longitude: number } | null;
};

/** What is asked for; each part that is there narrows it. */
export type OutletFilter = {
  readonly kind?: Outlet['kind'];
  readonly bank?: string;
  readonly district?: string;
  readonly instant?: boolean;
  /** Outlets of which a dated row says whether they make cards on the spot: it wins over the import (R-CHAN-16, C-47). */
  readonly byRow?: { readonly instant: readonly string[]; readonly notInstant: readonly string[] };
};

/** Outlets in one answer; a bank has some 500 in the city (R-BANK-11), a list people read is one district of them. */
export const mostOutlets = 200;
