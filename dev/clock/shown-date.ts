import { timeAt } from './clock';
import type { ClockState } from './clock';

/**
 * Makes a realm's `Date` show the one clock: `Date.now()`, `new Date()`, `Date()` and subclasses of `Date` follow it.
 * Everything that does not read the present is untouched: `new Date(x)`, `Date.parse`, `Date.UTC`, `instanceof`,
 * timers and `performance.now`. Call it once per realm; later changes of the clock come through `state`.
 *
 * @param target the realm's global object (`globalThis`, `window`)
 * @param state the clock in force, asked at every reading
 */
export function installClock(target: { Date: DateConstructor }, state: () => ClockState): void {
  const RealDate = target.Date;
  const realNow = RealDate.now.bind(RealDate);
  const shownNow = (): number => timeAt(state(), realNow());

  const ShownDate = new Proxy(RealDate, {
    apply: () => new RealDate(shownNow()).toString(),
    construct: (real, args: unknown[], newTarget): Date =>
      Reflect.construct(real, args.length === 0 ? [shownNow()] : args, newTarget) as Date,
  });
  RealDate.now = shownNow;
  // Or `new date.constructor()` would be a way around the clock.
  RealDate.prototype.constructor = ShownDate;
  target.Date = ShownDate;
}
