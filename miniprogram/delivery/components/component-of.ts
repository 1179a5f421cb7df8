import type { RiderMap } from './rider-map/rider-map';

/**
 * Components that are told to do something by those that they stand in: what each offers, by its id
 * in the template.
 */
interface Offers {
  readonly 'rider-map': RiderMap;
}

interface Owner {
  selectComponent(selector: string): unknown;
}

/**
 * Selects a component of ours within another one.
 *
 * @returns what it offers; null where there is none
 */
export function componentOf<Id extends keyof Offers>(owner: Owner, id: Id): Offers[Id] | null {
  // WeChat's typings know an instance of no component in particular.
  return owner.selectComponent(`#${id}`) as Offers[Id] | null;
}
