// How long a session lasts, and when people are told that it is about to end.
import type { Wiring } from '../wiring.ts';

type Settings = Wiring['config']['session'];

/** Minutes without a request; more in the elder mode (WCAG 2.2.1: enough time). */
export const idleMinutesOf = (
  { idleMinutes, elderIdleMinutes }: Settings,
  { ampleTime }: { readonly ampleTime: boolean },
): number => (ampleTime ? Math.max(idleMinutes, elderIdleMinutes) : idleMinutes);

/** Seconds: without a request, and whatever happens. */
export const limitsOf = (
  settings: Settings,
  content: { readonly ampleTime: boolean },
): { readonly idle: number; readonly absolute: number } => ({
  idle: idleMinutesOf(settings, content) * 60,
  absolute: settings.hours * 3600,
});

/**
 * Writing "seen" at each request would make every page view a write; a minute is fine against an idle limit of many, and a
 * tenth of a short one.
 */
export const touchEverySeconds = ({ idleMinutes }: Settings): number => Math.min(60, idleMinutes * 6);

/** People are asked whether they are still there so long before the end: ten times what WCAG 2.2.1 wants at least. */
const warningSeconds = 300;

/** Of a short limit the last half. */
export const warningSecondsOf = (settings: Settings, content: { readonly ampleTime: boolean }): number =>
  Math.min(warningSeconds, limitsOf(settings, content).idle / 2);

/** A session that is over opens nothing, but for a day a form is still known to be of it (somebody went home over it). */
const knownHoursAfterEnd = 24;

export const overSince = (now: Temporal.Instant): Temporal.Instant => now.subtract({ hours: knownHoursAfterEnd });
