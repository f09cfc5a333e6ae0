// The first rule set: Beijing, as published from 2024-01-31 on.
import type { PolicyRows, Rule } from '../rows.ts';
import { bankChoices, bankFlags, banks, channelRows, occupationRules } from './banks-and-channels.ts';
import { calendarYears } from './calendar-years.ts';
import { sourceDocuments } from './documents.ts';
import { levelRows } from './levels.ts';
import { deliveryRows, fees, salePeriods, timeLimits } from './limits-fees-deliveries.ts';
import { offers } from './offers.ts';
import { batches, phases } from './phases-and-batches.ts';
import rules from './rules.json' with { type: 'json' };
import { parkYears, transitTerms } from './scene-terms.ts';
import { whoRows } from './who.ts';

export const beijing: PolicyRows = {
  phases,
  batches,
  banks,
  bankFlags,
  // Which outlets make cards on the spot comes with their import; the bureau adds what changes on a day.
  outletFlags: [],
  occupationRules,
  channels: channelRows,
  offers,
  who: whoRows,
  bankChoices,
  timeLimits,
  fees,
  deliveries: deliveryRows,
  salePeriods,
  transitTerms,
  parkYears,
  levels: levelRows,
  calendar: calendarYears,
  rules: rules satisfies readonly Rule[],
  documents: sourceDocuments,
};
