/** The cloud's time as this phone can tell it. Ages are counted on it, so that a phone whose clock is wrong does no harm. */
export interface ServerClock {
  /** ms since 1970 on the cloud's clock; the phone's own until the cloud has been heard. */
  readonly now: () => number;
  /** Takes in the `serverTime` (ms) of an answer that has just arrived. */
  readonly heard: (serverTime: number) => void;
}

/** @param phoneNow the phone's own clock, in ms since 1970 */
export function createServerClock(phoneNow: () => number): ServerClock {
  let ahead = 0;
  return {
    now: () => phoneNow() + ahead,
    heard: (serverTime) => {
      // The way back takes tenths of a second: ages are told in steps of five seconds.
      ahead = serverTime - phoneNow();
    },
  };
}
