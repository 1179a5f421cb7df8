import { type ClockState, timeAt } from './clock';

/**
 * Makes `Date` in one realm (a global scope) show the host's clock: `Date.now()`, `new Date()`,
 * `Date()` and subclasses. `new Date(x)`, `Date.parse`, `Date.UTC`, `instanceof`, timers and
 * `performance.now` are unchanged. Must be called once per realm.
 *
 * @param target global object of the realm (`globalThis`, `window`)
 * @param state returns the clock's state; called at every reading of the time
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
  // Without this line, `new date.constructor()` would show the real time.
  RealDate.prototype.constructor = ShownDate;
  target.Date = ShownDate;
}
