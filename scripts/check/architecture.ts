// The architecture as a rule: who may import whom, which SQL stays private to its slice, and no circles.
import { findCycles } from './cycles.ts';
import type { Finding } from './finding.ts';
import { type Import, isTest, type Source } from './sources.ts';

/**
 * Parts of `src`, lowest first. A part may use its own level and those below; `*.ts` stands for the files at the top
 * of `src` that are not named here.
 */
export const levels: readonly (readonly string[])[] = [
  ['base'],
  ['config.ts'],
  ['crypto', 'database'],
  ['policy'],
  ['wiring.ts'],
  [
    ...['identity', 'people', 'employers', 'outlets', 'audit', 'jobs', 'messages', 'photos', 'consents'],
    ...[
      'applications',
      'authorisations',
      'bank-changes',
      'callbacks',
      'card-stock',
      'corrections',
      'cards',
      'production',
      'delivery',
      'e-card',
      'help-requests',
      'instant',
      'finance',
      'doubts',
      'passwords',
      'tickets',
      'scenes',
      'staff',
      'statistics',
      'supervision',
    ],
  ],
  ['portal', 'console', 'api', 'edge'],
  // Invented people: written past the use cases, so that millions come in; the real city has no use for it.
  ['simulators', 'seed', 'sandbox'],
  ['*.ts'],
];

// A simulator is a stranger who speaks HTTP: what it could not know in the real world it must not import.
// SM2 is a published standard, which everybody has.
const openToSimulators = /^src\/(base\/|simulators\/|config\.ts$|crypto\/sm2\.ts$|.*words[^/]*\.ts$)/;
// The demo city fills the database before anybody speaks: it may use the importers too.
const openToDemoCity = /^src\/.*\/import-[^/]+\.ts$/;
// The simulated login provider answers inside our own process: it shares its keys with the portal, our storage, our
// counting of failures and our way to the phones.
const loginProvider = /^src\/simulators\/login-(provider|phone|phone-routes|staff-routes)\.ts$/;
const openToLoginProvider = /^src\/(wiring|identity\/(demo-login|oidc-adapter|attempts)|messages\/phone-gateway)\.ts$/;

const store = /-store\.ts$/;
const storeWrite = /^(insert|update|upsert|move|lock|delete)(?![a-z])/;
const storeRead = /^(find|list|count)(?![a-z])/;

/** Everything in `sources` (files under `src`) that breaks the order of parts, the privacy of stores, or runs in a circle. */
export const checkArchitecture = (sources: readonly Source[]): readonly Finding[] => {
  const shipped = sources.filter(({ path }) => path.startsWith('src/') && !isTest(path));
  return [
    ...shipped.flatMap((source) => [
      ...withoutLevel(source),
      ...storeNames(source),
      ...source.imports.flatMap((one) => [...againstOrder(source, one), ...foreignWrites(source, one)]),
    ]),
    ...findCycles(shipped),
  ];
};

/** The part a file belongs to: its folder under `src`, or its own name where it lies at the top. */
const partOf = (path: string): string => path.split('/')[1] ?? path;

const levelOf = (path: string): number => {
  const part = partOf(path);
  const named = levels.findIndex((parts) => parts.includes(part));
  return named === -1 && /\.[jt]s$/.test(part) ? levels.length - 1 : named;
};

const withoutLevel = ({ path }: Source): readonly Finding[] => {
  if (levelOf(path) !== -1) return [];
  const problem = `the part '${partOf(path)}' has no place in the order`;
  return [{ path, line: 1, problem, mend: 'move the file, or give the part a level in scripts/check/architecture.ts' }];
};

const againstOrder = ({ path }: Source, { path: target, specifier, line }: Import): readonly Finding[] => {
  if (!target) return [];
  const refuse = (problem: string, mend: string): readonly Finding[] => [{ path, line, problem, mend }];
  if (!target.startsWith('src/'))
    return refuse(`imports ${specifier} from outside src`, 'move what both need into src');
  if (partOf(path) === 'simulators') {
    const isDemoCity = path === 'src/simulators/demo-city.ts' && openToDemoCity.test(target);
    const isLoginProvider = loginProvider.test(path) && openToLoginProvider.test(target);
    if (openToSimulators.test(target) || isDemoCity || isLoginProvider) return [];
    return refuse(`a simulator imports ${target}`, 'speak to the program over HTTP, as the real partner would');
  }
  if (levelOf(target) <= levelOf(path)) return [];
  return refuse(
    `${partOf(path)} imports ${target}, which lies above it`,
    'calls go down only: leave a job, or move the shared thing down',
  );
};

const foreignWrites = ({ path }: Source, { path: target, names, line }: Import): readonly Finding[] => {
  if (!target || !store.test(target) || partOf(target) === partOf(path)) return [];
  const taken = names.filter((name) => name === '*' || storeWrite.test(name));
  if (taken.length === 0) return [];
  const problem = `takes ${taken.join(', ')} from ${target}, the store of another slice`;
  return [{ path, line, problem, mend: `call a use case of '${partOf(target)}'; only it writes its tables` }];
};

/** A name that says neither read nor write would slip through the wall above. */
const storeNames = ({ path, exports }: Source): readonly Finding[] =>
  !store.test(path)
    ? []
    : exports
        .filter(({ name, isType }) => !isType && !storeWrite.test(name) && !storeRead.test(name))
        .map(({ name, line }) => ({
          path,
          line,
          problem: `a store exports ${name}, which does not say whether it writes`,
          mend: 'name it find…, list…, count… or insert…, update…, upsert…, move…, lock…, delete…',
        }));
