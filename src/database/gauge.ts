// A figure for the operator that the database knows: asked when somebody looks.
import { Gauge, type Registry } from 'prom-client';

export type Figure = {
  readonly name: string;
  readonly help: string;
  readonly read: () => Promise<number>;
};

/** While the database is away the figure is not a number, and the others still come. */
export const registerFigure = (registry: Registry, { name, help, read }: Figure): void => {
  const gauge: Gauge = new Gauge({
    name,
    help,
    registers: [registry],
    collect: () =>
      read().then(
        (value) => gauge.set(value),
        () => gauge.set(Number.NaN),
      ),
  });
};
