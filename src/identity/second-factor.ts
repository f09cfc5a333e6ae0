// Whether a login was proved by two factors, from the methods (`amr`) that the provider names (RFC 8176).

/** Methods by the kind of proof they are; what is in none of them (`rba`, `geo`, `wia`, `user` …) proves nothing by itself. */
const kinds = [
  ['pwd', 'pin', 'kba'],
  ['otp', 'sms', 'tel', 'hwk', 'swk', 'sc', 'pop'],
  ['face', 'fpt', 'iris', 'retina', 'vbm'],
] as const;

/** `mfa`, or methods of two kinds: something known, something had, something one is. Two of one kind are one factor. */
export const hasSecondFactor = (amr: unknown): boolean => {
  if (!Array.isArray(amr)) return false;
  const methods: ReadonlySet<unknown> = new Set(amr);
  return methods.has('mfa') || kinds.filter((kind) => kind.some((method) => methods.has(method))).length >= 2;
};
