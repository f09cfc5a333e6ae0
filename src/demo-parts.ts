// What only a demo has: stand-ins for the systems outside, each saying on its pages that it is one.
import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import { demoBankKeys } from './identity/bank-connections.ts';
import {
  bureauClientId,
  demoBankSecrets,
  demoBureauSecret,
  demoClientId,
  demoTransitSecret,
  readPartnerClients,
  transitClientId,
} from './identity/partner-clients.ts';
import { sessionPlugin } from './identity/session-plugin.ts';
import { sandboxRoutes } from './sandbox/sandbox-routes.ts';
import { bankCallbacks } from './simulators/bank-callbacks.ts';
import type { SimulatedBank } from './simulators/bank-clerk.ts';
import { openBooks, simulateBanks } from './simulators/bank-simulators.ts';
import { type BureauSimulator, bureauSimulator } from './simulators/bureau-simulator.ts';
import { cardMachines, machinePages, openMachines } from './simulators/card-machines.tsx';
import { findDemoCounters, listDemoPeople } from './simulators/demo-city.ts';
import { demoRoutes } from './simulators/demo-routes.ts';
import { demoStaff } from './simulators/demo-staff.ts';
import { loginProvider } from './simulators/login-provider.ts';
import { createInboxes, phoneRoutes } from './simulators/phone.ts';
import { nothingArrived, sceneNotices, scenePages } from './simulators/scene-systems.tsx';
import { type TransitSimulator, transitSimulator } from './simulators/transit-simulator.ts';
import type { Wiring } from './wiring.ts';

type Part = (wiring: Wiring) => FastifyPluginAsync;

const login: Part = (wiring) => async (app) => app.register(loginProvider(wiring, await listDemoPeople()));

/** Messages come here unless the settings name a gateway of their own. */
const phone: Part = (wiring) => async (app) => {
  const { phoneGateway } = wiring.config;
  if (!phoneGateway) throw new Error('a demo has a phone');
  const { token } = phoneGateway;
  await app.register(
    phoneRoutes({
      people: [...(await listDemoPeople()), ...demoStaff],
      inboxes: createInboxes(),
      token,
      now: wiring.businessClock,
    }),
  );
};

const controls: Part = (wiring) => async (app) => {
  const { config, businessClock, moveBusinessClock, log } = wiring;
  if (!moveBusinessClock) throw new Error('a demo has a business clock that can be set');
  const banks = simulateBanks(app, { banks: await simulatedBanks(wiring), books: openBooks(config.dataFolder), log });
  await app.register(bankCallbacks({ banks: banks.banks, baseUrl: config.baseUrl }));
  const arrived = nothingArrived();
  await app.register(sceneNotices(arrived));
  const machines = openMachines();
  await app.register(cardMachines(machines, config.deviceGateway?.token ?? ''));
  const csrfOf = (request: FastifyRequest): string => request.session.csrfToken;
  const scenes = { arrived, operator: simulatedOperator(app, wiring), csrfOf };
  const people = await listDemoPeople();
  const pages = {
    people,
    banks,
    bureau: simulatedBureau(app, wiring),
    now: businessClock,
    move: moveBusinessClock,
    csrfOf,
  };
  // In a scope of its own: what machines send above carries no token of a form.
  await app.register(async (scope) => {
    await scope.register(sessionPlugin(wiring));
    await scope.register(scenePages(scenes));
    await scope.register(machinePages({ machines, people, csrfOf }));
    await scope.register(demoRoutes(pages));
  });
};

/** Nobody when the settings name real partners. */
const simulatedOperator = (app: FastifyInstance, { config, businessClock }: Wiring): TransitSimulator | null => {
  if (readPartnerClients(config.bankTokensFile).length > 0) return null;
  const stop = new AbortController();
  app.addHook('preClose', async () => stop.abort());
  const access = { baseUrl: config.baseUrl, clientId: transitClientId, secret: demoTransitSecret(config) };
  return transitSimulator(access, stop.signal, businessClock);
};

/** Nobody when the settings name real partners. */
const simulatedBureau = (app: FastifyInstance, { config }: Wiring): BureauSimulator | null => {
  if (readPartnerClients(config.bankTokensFile).length > 0) return null;
  const stop = new AbortController();
  app.addHook('preClose', async () => stop.abort());
  const { baseUrl } = config;
  return bureauSimulator({ baseUrl, clientId: bureauClientId, secret: demoBureauSecret(config) }, stop.signal);
};

/** Every bank of the policy; none when the settings name real ones, whose secrets are not ours. */
const simulatedBanks = async ({ config, policy }: Wiring): Promise<readonly SimulatedBank[]> => {
  if (readPartnerClients(config.bankTokensFile).length > 0) return [];
  const names = new Map(policy.current().rows.banks.map(({ code, zh, en }) => [code, { zh, en }]));
  const secrets = demoBankSecrets(config, [...names.keys()]);
  const privateKeys = demoBankKeys(config, [...names.keys()]);
  const counters = await findDemoCounters();
  return [...names].flatMap(([bank, name]) => {
    const [secret, privateKey] = [secrets.get(bank), privateKeys.get(bank)];
    if (secret === undefined || privateKey === undefined) return [];
    const access = { clientId: demoClientId(bank), baseUrl: config.baseUrl };
    return [{ ...access, bank, name, secret, privateKey, counter: counters.get(bank) ?? null }];
  });
};

/** Off unless the settings ask for it. */
const sandbox: Part = (wiring) => async (app) => {
  if (wiring.config.bankSandbox) await app.register(sandboxRoutes(wiring));
};

/** Loaded by a demo alone, so that no other process carries what they are built on. */
export const demoParts: readonly Part[] = [login, phone, controls, sandbox];
