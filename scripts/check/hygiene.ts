// Hygiene of the repository: nothing of one machine, no secret, and nobody's real data.
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { lineIn } from './files.ts';
import type { Finding } from './finding.ts';

type Suspicion = {
  readonly pattern: RegExp;
  /** Files it does not concern. */
  readonly except?: RegExp;
  /** Of what matches, whether it is a real fault; always, if left out. */
  readonly isFault?: (text: string) => boolean;
  readonly problem: string;
  readonly mend: string;
};

const binary = /\.(png|jpe?g|gif|ico|webp|woff2?|pdf|gz|br)$/;
const lockFile = /^package-lock\.json$/;
// Folders that everybody has: a mention of them does not give away where somebody works.
const commonFolders = ['/', '/tmp', '/var', '/var/tmp', '/opt', '/srv', '/home', '/usr', '/usr/src'];

// The examples printed in GB 11643 itself: everybody tests with them.
const publishedIdNumbers = ['11010519491231002X', '440524188001010014'];

/** Looks through every text file of the repository at `root`. */
export const checkHygiene = async (root: string, paths: readonly string[]): Promise<readonly Finding[]> => {
  const suspicions = suspicionsAt(root);
  const texts = paths.filter((path) => !binary.test(path));
  const findings = texts.map(async (path) =>
    findIn({ path, text: await readFile(`${root}/${path}`, 'utf8') }, suspicions),
  );
  return (await Promise.all(findings)).flat();
};

/** What `suspicions` find in one file. */
export const findIn = (
  { path, text }: { readonly path: string; readonly text: string },
  suspicions: readonly Suspicion[],
): readonly Finding[] => {
  const lineAt = lineIn(text);
  return suspicions
    .filter(({ except }) => !except?.test(path))
    .flatMap(({ pattern, isFault = () => true, problem, mend }) =>
      [...text.matchAll(pattern)]
        .filter(([match]) => isFault(match))
        .map(({ 0: match, index }) => ({
          path,
          line: lineAt(index),
          problem: `${problem}: ${match.trim().slice(0, 60)}`,
          mend,
        })),
    );
};

/** What is looked for when the repository lies at `root`. */
export const suspicionsAt = (root: string): readonly Suspicion[] => [
  {
    pattern: /"resolved":\s*"[^"]*"/g,
    except: /^(?!package-lock\.json$)/,
    problem: 'the lock file names a registry',
    mend: 'install with omit-lockfile-registry-resolved=true (it stands in .npmrc)',
  },
  { pattern: machinePath(root), problem: 'a path of one machine', mend: 'use a path from the root of the repository' },
  {
    pattern: /(?<![\w.+-])1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\w-])/g,
    except: lockFile,
    isFault: (phone) => !phone.replace(/\D/g, '').startsWith('1990000'),
    problem: 'a phone number that could be somebody’s',
    mend: 'invented phones are 199-0000-xxxx, which nobody has',
  },
  {
    pattern: /(?<![\w.+/-])[1-9]\d{16}[\dX](?![\w+/=-])/g,
    except: lockFile,
    isFault: isForeignIdNumber,
    problem: 'an ID number that could be somebody’s',
    mend: 'invented people have area 110101 (or that of a residence permit) and a sequence from 900 to 999',
  },
  {
    pattern: /(?<![\w.+/-])62\d{14,17}(?![\w+/=-])/g,
    except: lockFile,
    isFault: hasLuhnDigit,
    problem: 'a bank card number that could be somebody’s',
    mend: 'use an impossible issuer range, or a check digit that is wrong',
  },
  {
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----|"d":\s*"[\w-]{40,}"/g,
    problem: 'a private key',
    mend: 'make keys when the program starts; if it was real, replace it everywhere now',
  },
];

/** Home folders of anybody, and the folder this very check runs in. */
const machinePath = (root: string): RegExp => {
  const own = [root, dirname(root)]
    .filter((folder) => !commonFolders.includes(folder))
    .map((folder) => RegExp.escape(folder));
  return new RegExp(
    String.raw`(?<![\w.])(?:/(?:home|Users)/[\w.-]+|/root|[A-Z]:\\Users\\\w+${own.map((one) => `|${one}`).join('')})(?=[/\\])`,
    'g',
  );
};

/** A number that passes the check of GB 11643 and lies outside the range of the demo city's people. */
function isForeignIdNumber(number: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  const month = Number(number.slice(10, 12));
  const isPlausible = /^(18|19|20)$/.test(number.slice(6, 8)) && month >= 1 && month <= 12;
  const isInvented = /^(110101|8[123]0000|9\d{5})\d{8}9/.test(number) || publishedIdNumbers.includes(number);
  return isPlausible && '10X98765432'[sum % 11] === number[17] && !isInvented;
}

function hasLuhnDigit(number: string): boolean {
  const digits = [...number].reverse().map((digit, at) => (at % 2 === 1 ? 2 * Number(digit) : Number(digit)));
  return digits.reduce((total, digit) => total + (digit > 9 ? digit - 9 : digit), 0) % 10 === 0;
}
