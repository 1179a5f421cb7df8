/** Keeps state outside a component's data, where neither typings nor template look for it. */
export function ownState<State extends object>(create: () => State): (component: object) => State {
  const states = new WeakMap<object, State>();
  return (component) => {
    const state = states.get(component) ?? create();
    states.set(component, state);
    return state;
  };
}
