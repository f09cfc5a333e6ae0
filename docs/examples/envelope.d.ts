// What a test sees of the stranger's way to open an envelope.
export function openEnvelope(
  bank: string,
  privateKey: Buffer,
  given: { sealed: unknown; number: string; content: string },
): Buffer;
