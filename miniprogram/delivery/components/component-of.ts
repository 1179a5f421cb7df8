import type { RiderMap } from './rider-map/rider-map';

/**
 * Components whose methods other components call: the methods of each, by its id in the template.
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
 * @returns its methods; null where there is none
 */
export function componentOf<Id extends keyof Offers>(owner: Owner, id: Id): Offers[Id] | null {
  // WeChat's typings do not know the type of the selected component.
  return owner.selectComponent(`#${id}`) as Offers[Id] | null;
}
