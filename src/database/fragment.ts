// A piece of SQL with its values that is put into a larger statement; the whole is prepared as one.
import type postgres from 'postgres';

/** Made with the same tagged template as a query. Never await one and never return one from an async function: both run it. */
export type Fragment = postgres.Fragment;
