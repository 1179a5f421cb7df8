/**
 * Keeps a component's state beside its data: WeChat's typings give it no fields, and its template
 * must not read this.
 *
 * @param create makes the state of a new component
 */
export function ownState<State extends object>(create: () => State): (component: object) => State {
  const states = new WeakMap<object, State>();
  return (component) => {
    const state = states.get(component) ?? create();
    states.set(component, state);
    return state;
  };
}
