import type { KnownOrder } from '../cloud-api';
import { type Position, distanceMetres } from '../delivery';
import type { OrderSummary } from './order-summary';

/** Facts of an order that the delivery's answers do not contain; undefined when unknown. */
interface DetailsBesidesAnswer extends Pick<
  KnownOrder,
  'provider' | 'lookedUpAt' | 'company' | 'store' | 'stuck'
> {
  readonly storePosition: Position | null | undefined;
}

/** Describes an order for a list, with the rider's distance from the store, not his position. */
export function knownOrderOf(
  orderId: string,
  { position, ...summary }: OrderSummary,
  { storePosition, ...details }: DetailsBesidesAnswer,
): KnownOrder {
  const knownDetails = Object.entries(details).filter(([, value]) => value !== undefined);
  return {
    orderId,
    ...summary,
    ...(Object.fromEntries(knownDetails) as typeof details),
    ...(position === null || storePosition === null || storePosition === undefined
      ? {}
      : { distanceMetres: Math.round(distanceMetres(storePosition, position)) }),
  };
}

/** Returns when (ms) a person last looked the order up; if unknown, the time of its last answer. */
export function lookedUpAtOf({ lookedUpAt, askedAt }: KnownOrder): number {
  return lookedUpAt ?? askedAt;
}
