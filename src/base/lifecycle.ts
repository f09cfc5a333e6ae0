// A lifecycle is one table: action → states it leads from, state it leads to, and who may do it.

/** `from` is empty where something comes into being. */
export type Transition<State extends string, Who extends string> = {
  readonly from: readonly State[];
  readonly to: State;
  readonly by: readonly Who[];
};

export type Lifecycle<State extends string, Who extends string> = Readonly<Record<string, Transition<State, Who>>>;

/** Whether the table allows the step from this state. */
export const leadsFrom = <State extends string>(
  transition: Pick<Transition<State, string>, 'from'>,
  state: State,
): boolean => transition.from.includes(state);
