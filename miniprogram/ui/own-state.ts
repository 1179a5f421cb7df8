/** Keeps a component's state outside its data, so that neither the template nor setData gets it. */
export function ownState<State extends object>(create: () => State): (component: object) => State {
  const states = new WeakMap<object, State>();
  return (component) => {
    const ownState = states.get(component) ?? create();
    states.set(component, ownState);
    return ownState;
  };
}
