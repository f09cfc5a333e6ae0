// The job worker of the program: which handler does which kind of job.
import { sweepUndated } from './applications/set-due-date.ts';
import { sweepReminders } from './applications/sweep-reminders.ts';
import { sweepMissedLimits } from './applications/tell-missed-limit.ts';
import { startSealing } from './audit/sealer.ts';
import { sweepAudit } from './audit/sweep-audit.ts';
import { sendCallback } from './callbacks/send-callback.ts';
import { sweepOldCallbacks, sweepWaitingOrders } from './callbacks/sweep-callbacks.ts';
import { sweepLosses } from './cards/end-temporary-loss.ts';
import { sendNotice } from './cards/scene-notices.ts';
import { sweepCounterDrafts } from './console/sweep-counter-drafts.ts';
import { watchSigningKeys } from './crypto/signing-keys.ts';
import { sweepBankRequests } from './finance/ask-again.ts';
import { type FindConnection, watchBankConnections } from './identity/bank-connections.ts';
import { startSweeping, sweepExpired } from './identity/sweep-expired.ts';
import type { JobHandlers } from './jobs/job.ts';
import { createJobWorker, type JobWorker } from './jobs/job-worker.ts';
import { httpPhoneGateway } from './messages/phone-gateway.ts';
import { sendMessage } from './messages/send-message.ts';
import { startImports } from './people/run-imports.ts';
import { sweepUploads } from './photos/sweep-uploads.ts';
import { sweepAnswers } from './production/list-answers.ts';
import { sweepReconciliations } from './production/reconcile-once.ts';
import { startAnswerFiles } from './production/run-answer-files.ts';
import { startCounting } from './statistics/count-events.ts';
import type { Wiring } from './wiring.ts';

export type Worker = {
  /** Takes no new job and waits for those that run. */
  stop(): Promise<void>;
};

/** Starts to work off jobs; several of these may run at once, in one process or many. */
export const startWorker = (wiring: Wiring): Worker => {
  const connectionOf = watchBankConnections(wiring);
  const sweeping = startSweeping(wiring, [
    sweepExpired,
    sweepUploads,
    sweepCounterDrafts,
    sweepReminders,
    sweepMissedLimits,
    sweepUndated,
    sweepAnswers,
    sweepReconciliations,
    sweepAudit,
    sweepWaitingOrders(connectionOf),
    sweepOldCallbacks,
    sweepBankRequests,
  ]);
  // By itself: a million losses that end in one hour hold up nothing else.
  const losses = startSweeping(wiring, [sweepLosses]);
  const sealing = startSealing({ ...wiring, folder: wiring.config.sealsFolder });
  const counting = startCounting(wiring);
  const jobs = startJobs(wiring);
  const callbacks = startCallbacks(wiring, connectionOf);
  const imports = startImports(wiring);
  const answers = startAnswerFiles(wiring);
  wiring.log.info('worker started');
  return {
    stop: async () => {
      await Promise.all([
        sweeping.stop(),
        losses.stop(),
        sealing.stop(),
        counting.stop(),
        jobs.stop(),
        callbacks.stop(),
        imports.stop(),
        answers.stop(),
      ]);
      wiring.log.info('worker stopped');
    },
  };
};

const startJobs = (wiring: Wiring): JobWorker => {
  const { phoneGateway, noticesTo } = wiring.config;
  const handlers: JobHandlers = {
    ...(phoneGateway && {
      'send-message': sendMessage({ ...wiring, phoneGateway: httpPhoneGateway(phoneGateway) }),
    }),
    ...(noticesTo.medical && { 'notify-medical': sendNotice(noticesTo.medical) }),
    ...(noticesTo.transit && { 'notify-transit': sendNotice(noticesTo.transit) }),
  };
  if (!phoneGateway) wiring.log.warn('messages wait: PHONE_GATEWAY_URL is not set');
  if (!noticesTo.medical) wiring.log.warn('notices wait: MEDICAL_NOTICES_URL is not set');
  if (!noticesTo.transit) wiring.log.warn('notices wait: TRANSIT_NOTICES_URL is not set');
  const worker = createJobWorker(wiring, handlers);
  worker.start();
  return worker;
};

/** A worker of their own: a bank that answers slowly holds up no message to a person. */
const startCallbacks = (wiring: Wiring, connectionOf: FindConnection): JobWorker => {
  const { config, log } = wiring;
  const settings = { folder: config.dataFolder, mayMake: config.demo };
  const signingKeys = watchSigningKeys(settings, (err) => log.error({ err }, 'signing keys stay'));
  if (signingKeys().length === 0) log.warn('banks are not called: there is no signing key');
  const worker = createJobWorker(wiring, { 'call-bank': sendCallback({ ...wiring, connectionOf, signingKeys }) });
  worker.start();
  return worker;
};
