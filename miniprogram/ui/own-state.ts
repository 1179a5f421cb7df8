/** Keeps a component's state outside its data, so that no template and no setData has it. */
export function ownState<State extends object>(create: () => State): (component: object) => State {
  const states = new WeakMap<object, State>();
  return (component) => {
    const state = states.get(component) ?? create();
    states.set(component, state);
    return state;
  };
}
