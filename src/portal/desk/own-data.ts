// Everything kept about a person as one JSON text, for that person.
import { randomUUID } from 'node:crypto';
import { findProgress } from '../../applications/find-progress.ts';
import { listEvents } from '../../audit/audit-store.ts';
import { listLooks } from '../../audit/list-looks.ts';
import { findElectronicCard } from '../../e-card/electronic-cards-store.ts';
import { listOwnHelp } from '../../help-requests/list-own-help.ts';
import { listMessages } from '../../messages/list-messages.ts';
import { recordDataExport } from '../../people/record-data-export.ts';
import type { Wiring } from '../../wiring.ts';
import { findDraft } from '../apply/drafts-store.ts';
import type { Outcome, Who } from './desk.ts';
import { explainRefusal, statusOf } from './explanation.ts';
import { ownChannel, questionOf, readOwnFile } from './own-file.ts';
import { mostLooks } from './own-record.ts';

/** Instants as RFC 3339, days as `yyyy-mm-dd`; without what only proves the rows (MACs). */
export const ownDataOf = async (wiring: Wiring, who: Who): Promise<Outcome<string>> => {
  const { personId, language } = who;
  const exported = await recordDataExport(wiring, { personId, channel: ownChannel, key: randomUUID() });
  const file = await readOwnFile(wiring, personId);
  if (!exported.ok) {
    const telling = { snapshot: file.snapshot, question: questionOf(file, 'query-status'), language };
    return { ok: false, refusal: explainRefusal(exported, telling), status: statusOf(exported) };
  }
  const { sql } = wiring;
  const [applications, helpRequests, draft, events, looks, messages, electronicCard] = await Promise.all([
    Promise.all(file.applications.map(({ number }) => findProgress(wiring, { personId, number }))),
    listOwnHelp(wiring, personId),
    findDraft(sql, wiring.keys, personId),
    listEvents(sql, personId),
    listLooks(wiring, personId, mostLooks),
    listMessages(wiring, personId),
    findElectronicCard(sql, personId),
  ]);
  const data = {
    writtenAt: exported.value.at,
    record: file.person ?? null,
    cards: file.cards,
    electronicCard: electronicCard ?? null,
    applications,
    helpRequests,
    draft: draft?.values ?? null,
    events: events.map(({ previousMac: _previous, mac: _mac, ...event }) => event),
    looks,
    messages,
  };
  return { ok: true, value: JSON.stringify(data, null, 2) };
};
