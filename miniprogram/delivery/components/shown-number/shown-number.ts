import { onKey } from '../../../platform/input';
import { timers } from '../../../platform/timers';

const SHOWN_SECONDS = 60;

/** Timer and key listener of each number, since a component's own fields cannot be typed. */
const countdowns = new WeakMap<object, number>();
const keyStops = new WeakMap<object, () => void>();

/**
 * Rider's phone number, to dial on another phone when this device cannot make calls. It is shown
 * for one minute and stored nowhere. Emits `expire` when the minute is over, when a person closes
 * the number (also by Escape), or when the page is hidden.
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
      const stop = onKey(({ key }) => {
        if (key === 'Escape') this.expire();
        return key === 'Escape';
      });
      keyStops.set(this, stop);
    },
    detached() {
      keyStops.get(this)?.();
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
