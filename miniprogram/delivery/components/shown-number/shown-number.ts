import { timers } from '../../../platform/timers';

const SHOWN_SECONDS = 60;

/** Timer of each shown number: a component's own fields cannot be typed. */
const countdowns = new WeakMap<object, number>();

/**
 * Phone number to dial on another telephone, where this device has none. The page shows the number
 * for one minute, and nobody stores it. Emits `expire` when the minute is over, or the page is
 * left.
 */
Component({
  properties: {
    /** Number to show. */
    number: { type: String, value: '' },
  },
  data: {
    seconds: SHOWN_SECONDS,
  },
  lifetimes: {
    attached() {
      this.countDown();
    },
    detached() {
      timers.clear(countdowns.get(this) ?? 0);
    },
  },
  pageLifetimes: {
    hide() {
      this.expire();
    },
  },
  methods: {
    countDown() {
      countdowns.set(
        this,
        timers.set(() => {
          const seconds = this.data.seconds - 1;
          if (seconds <= 0) {
            this.expire();
            return;
          }
          this.setData({ seconds });
          this.countDown();
        }, 1000),
      );
    },
    expire() {
      timers.clear(countdowns.get(this) ?? 0);
      this.triggerEvent('expire');
    },
  },
});
