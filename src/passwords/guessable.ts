// Which service passwords are taken: six to twelve digits that nobody guesses from a document, a phone or a keypad.

/** Digits, because 96066 takes them from a keypad; the initial one alone may end in X (C-13). */
export const shortestPassword = 6;
export const longestPassword = 12;

/** What is known of a person on paper, from which a password must not be made. */
export type KnownOf = {
  readonly idNumber: string;
  readonly phone: string | null;
  readonly birthDate: Temporal.PlainDate;
};

export type PasswordFault = 'PASSWORD_SHAPE' | 'PASSWORD_FROM_RECORD' | 'PASSWORD_TOO_SIMPLE';

/** As somebody typed it: full-width digits and a small x are the same (C-13). */
export const typedPassword = (written: string): string => written.normalize('NFKC').trim().toUpperCase();

/** 社会保障号码后 6 位, upper case (R-PWD-03). */
export const initialPassword = (idNumber: string): string => idNumber.toUpperCase().slice(-6);

export const hasPasswordShape = (password: string): boolean =>
  /^\d+$/.test(password) && password.length >= shortestPassword && password.length <= longestPassword;

/** Why this password is not taken; undefined: it is. */
export const passwordFault = (password: string, known: KnownOf): PasswordFault | undefined => {
  if (!hasPasswordShape(password)) return 'PASSWORD_SHAPE';
  if (isFromRecord(password, known)) return 'PASSWORD_FROM_RECORD';
  return isTooSimple(password) ? 'PASSWORD_TOO_SIMPLE' : undefined;
};

/** A piece of so many digits is worth as much as a whole short password. */
const pieceLength = 6;

const isFromRecord = (password: string, { idNumber, phone, birthDate }: KnownOf): boolean =>
  piecesOf(password).some((piece) => idNumber.includes(piece) || (phone ?? '').includes(piece)) ||
  datesOf(birthDate).some((date) => password.includes(date));

const piecesOf = (password: string): readonly string[] =>
  Array.from({ length: password.length - pieceLength + 1 }, (_, start) => password.slice(start, start + pieceLength));

/** A birth date as people write it, with and without the century. */
const datesOf = (birthDate: Temporal.PlainDate): readonly string[] => {
  const [year = '', month = '', day = ''] = birthDate.toString().split('-');
  const short = year.slice(-2);
  return [short + month + day, month + day + year, month + day + short, day + month + short, year + month];
};

const isTooSimple = (password: string): boolean =>
  new Set(password).size <= 2 ||
  hasConstantStep(password) ||
  isRepeated(password) ||
  isOfPairs(password) ||
  isWorn(password);

/** 123456, 987654, 890123, 135790: from each digit to the next it is as far. */
const hasConstantStep = (password: string): boolean => {
  const digits = [...password].map(Number);
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10);
  return new Set(steps).size === 1;
};

/** 123123, 12341234, 121212: a piece of up to half the length, over and over. */
const isRepeated = (password: string): boolean => /^(\d+)\1+$/.test(password);

/** 112233, 889900. */
const isOfPairs = (password: string): boolean => /^(?:(\d)\1)+$/.test(password);

/** Lines of a keypad, lucky numbers and 1234 with something added: what everybody takes when a sequence is refused. */
const worn = ['147258', '258369', '147369', '159357', '159753', '520131', '131452', '1234', '4321', '168168', '888'];
const isWorn = (password: string): boolean => worn.some((each) => password.includes(each));
