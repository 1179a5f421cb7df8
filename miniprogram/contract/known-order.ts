import type { KnownOrder } from './cloud-api';
import type { Position } from './delivery';
import { distanceMetres } from './distance';
import type { OrderSummary } from './delivery/order-summary';

/** Details of an order that its deliveries' answers do not tell; undefined where unknown. */
interface Details extends Pick<
  KnownOrder,
  'provider' | 'lookedUpAt' | 'company' | 'store' | 'stuck'
> {
  /** Position of the store that the goods come from. */
  readonly storePosition: Position | null | undefined;
}

/** Describes an order for a list. Of the rider's position only the distance is told. */
export function knownOrderOf(
  orderId: string,
  { position, ...summary }: OrderSummary,
  { storePosition, ...details }: Details,
): KnownOrder {
  const told = Object.entries(details).filter(([, value]) => value !== undefined);
  return {
    orderId,
    ...summary,
    ...(Object.fromEntries(told) as typeof details),
    ...(position === null || storePosition === null || storePosition === undefined
      ? {}
      : { distanceMetres: Math.round(distanceMetres(storePosition, position)) }),
  };
}

/** Returns the time (ms) of the last look-up of an order by a person, by which lists are sorted. */
export function lookedUpAtOf({ lookedUpAt, askedAt }: KnownOrder): number {
  return lookedUpAt ?? askedAt;
}
