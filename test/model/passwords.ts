// The service password: changed by whoever knows it, reset by whoever proved who they are, tried and locked.
import { ok, refused } from '../../src/base/result.ts';
import { changePassword } from '../../src/passwords/change-password.ts';
import { resetPassword } from '../../src/passwords/reset-password.ts';
import { verifyPassword } from '../../src/passwords/verify-password.ts';
import type { Random } from '../../src/seed/random.ts';
import type { Draw, Hand } from './hand.ts';
import { dayOf, done, type Ending, type Life, refusedFor, unless } from './life.ts';
import { type Asker, drawAsker, turnedAway } from './turned-away.ts';

const chosen = ['847203', '592816'] as const;
const wrong = '730492';
const mostTries = 5;

/** What is typed: the right one, as the person has it, or a wrong one. */
const typedBy = ({ person }: Hand, typed: string | null): string => typed ?? person.idNumber.slice(-6);
const isRight = ({ password }: Life, typed: string | null): boolean => typed === password.set;
const drawTyped = (random: Random, { password }: Life): string | null =>
  random.chance(0.6) ? password.set : random.pick([wrong, ...chosen]);

const tried = (life: Life): Life => {
  const tries = life.password.tries + 1;
  const state = tries >= mostTries ? 'locked' : life.password.state;
  return { ...life, password: { ...life.password, tries, state } };
};
/** Counted, which changes something, and refused. */
const wrongTry = (life: Life, codes: readonly [wrong: string, locked: string]): readonly Ending[] => {
  const next = tried(life);
  return [{ answer: [next.password.state === 'locked' ? codes[1] : codes[0]], next }];
};

const lowLevel = ({ by, level }: Asker): readonly string[] => (by === 'self' && level < 3 ? ['LEVEL_TOO_LOW'] : []);
const askedBy = ({ person: { personId, name, idNumber } }: Hand, { actor, spot, by, documents, level }: Asker) => {
  const channel = spot === 'own' || spot === 'other' ? ('bank' as const) : spot;
  const rest = { personId, actor, channel, language: 'zh' } as const;
  if (by === 'self') return { ...rest, actorId: personId, level };
  const bank = spot === 'own' ? '102' : spot === 'other' ? '103' : null;
  const callerCheck = { name, idNumber, proof: 'call-back' } as const;
  const served = { by: 'staff', outletId: `outlet-${bank ?? 'street'}`, bank, documents, callerCheck } as const;
  return { ...rest, actorId: 'clerk-7', level: 0, served };
};

/** Staff type it in everywhere, never a bank by its interface. */
const asker = (random: Random, service: 'change-password' | 'reset-password', at: number): Asker => {
  const drawn = drawAsker(random, service, dayOf(at));
  return drawn.by === 'bank' ? { ...drawn, by: 'staff' } : drawn;
};

const change: Draw = (random, life, now) => {
  const [asks, typed, next] = [asker(random, 'change-password', now), drawTyped(random, life), random.pick(chosen)];
  return {
    name: `change the password at ${asks.spot} by ${asks.actor}, typing ${typed ?? 'the initial one'}`,
    judge: (lived, at) =>
      unless([...lowLevel(asks), ...turnedAway('change-password', asks, dayOf(at))], lived, () => {
        if (lived.password.state === 'locked') return refusedFor(['PASSWORD_LOCKED'], lived);
        if (!isRight(lived, typed)) return wrongTry(lived, ['PASSWORD_WRONG', 'PASSWORD_LOCKED']);
        if (typed === next) return refusedFor(['PASSWORD_UNCHANGED'], lived);
        return done({ ...lived, password: { state: 'set', tries: 0, set: next } });
      }),
    aim: (hand) => {
      const changing = { ...askedBy(hand, asks), oldPassword: typedBy(hand, typed), newPassword: next };
      return (key) => changePassword(hand.ground, { ...changing, key });
    },
  };
};

const reset: Draw = (random, _life, now) => {
  const asks = asker(random, 'reset-password', now);
  const wish = random.chance(0.5) ? random.pick(chosen) : null;
  return {
    name: `reset the password at ${asks.spot} by ${asks.actor} to ${wish ?? 'the initial one'}`,
    judge: (lived, at) =>
      unless([...lowLevel(asks), ...turnedAway('reset-password', asks, dayOf(at))], lived, () =>
        done({ ...lived, password: { state: wish === null ? 'initial' : 'set', tries: 0, set: wish } }),
      ),
    aim: (hand) => (key) => resetPassword(hand.ground, { ...askedBy(hand, asks), chosen: wish, key }),
  };
};

const verify: Draw = (random, life) => {
  const typed = drawTyped(random, life);
  const purpose = random.chance(0.5) ? 'query' : 'act';
  return {
    name: `type ${typed ?? 'the initial password'} to ${purpose}`,
    isKeyless: true,
    judge: (lived) => {
      const not = 'PASSWORD_NOT_VERIFIED';
      if (lived.password.state === 'locked') return refusedFor([not], lived);
      if (!isRight(lived, typed)) return wrongTry(lived, [not, not]);
      if (purpose === 'act' && lived.password.state === 'initial') return refusedFor([not], lived);
      return done({ ...lived, password: { ...lived.password, tries: 0 } });
    },
    aim: (hand) => {
      const acting = { actor: 'system', actorId: 'telephone', channel: 'hotline', outlet: null, bank: null } as const;
      const { personId } = hand.person;
      return async () => {
        const given = { personId, typed: typedBy(hand, typed), acting, purpose } as const;
        const result = await verifyPassword(hand.ground, given);
        return result.ok ? ok(null) : refused(result.code, {});
      };
    },
  };
};

/** Each costs a tenth of a second by design: few of them. */
export const passwordDraws: readonly (readonly [Draw, number])[] = [
  [change, 0.3],
  [reset, 0.2],
  [verify, 0.2],
];
