// What a test sees of the stranger's check of a callback.
export function isSigned(
  key: { readonly publicKey: string; readonly userId: string },
  text: string,
  signature: string,
): boolean;
export function textOf(bank: string, headers: Readonly<Record<string, unknown>>, body: string): string;
