// What each level of login is enough for, in words: on the home page after a login by phone, and in 政策一览.
import { type GuardedAction, guardedActions, type NeededLevel } from '../../policy/needed-level.ts';
import type { Page } from '../page.ts';

export type LevelNeed = NeededLevel & { readonly actions: readonly GuardedAction[] };

/** Actions that need the same level stand together, the lowest first; the home page is no news. */
export const levelNeeds = (neededFor: (action: GuardedAction) => NeededLevel): readonly LevelNeed[] => {
  const groups = new Map<number, LevelNeed>();
  for (const action of guardedActions.filter((each) => each !== 'open-home')) {
    const { level, rules } = neededFor(action);
    const group = groups.get(level);
    const all = [...new Set([...(group?.rules ?? []), ...rules])];
    groups.set(level, { level, rules: all, actions: [...(group?.actions ?? []), action] });
  }
  return [...groups.values()].sort((a, b) => a.level - b.level);
};

type Props = {
  readonly page: Page;
  readonly needs: readonly LevelNeed[];
  /** The clause a level rests on, short. */
  readonly clauseOf?: (need: LevelNeed) => string;
};

export const LevelList = ({ page: { say }, needs, clauseOf }: Props) => (
  <ul class="plain entries two">
    {needs.map((need) => (
      <li key={need.actions.join()} class="entry">
        <strong>{say(`level.needed.${need.level}`)}</strong>
        {need.actions.map((action) => say(`action.${action}`)).join(say('level.comma'))}
        {clauseOf && <span class="hint">{clauseOf(need)}</span>}
      </li>
    ))}
  </ul>
);
