import type { RiderMap } from './rider-map/rider-map';

/**
 * Types of the child components whose methods other components call, by their id in the template.
 */
interface Offers {
  readonly 'rider-map': RiderMap;
}

interface Owner {
  selectComponent(selector: string): unknown;
}

/**
 * Selects a child component by its id.
 *
 * @returns the component; null when the template does not render it
 */
export function componentOf<Id extends keyof Offers>(owner: Owner, id: Id): Offers[Id] | null {
  // Cast, because WeChat's typings do not know the type of the selected component.
  return owner.selectComponent(`#${id}`) as Offers[Id] | null;
}
