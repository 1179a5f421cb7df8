/**
 * Keeps a component's state outside its data, because WeChat's typings allow no other fields, and
 * the template must not read the state.
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
