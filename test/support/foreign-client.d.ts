// What a test sees of the stranger's client, which itself knows no types.
export class ForeignClient {
  constructor(base: string, id: string, secret: string);
  connect(): Promise<void>;
  /** By its id in the document; `known` is what the bank knows, `text` a whole file. Throws where the document asks for more. */
  call(operationId: string, known?: object, text?: string): Promise<{ status: number; body: unknown }>;
}
