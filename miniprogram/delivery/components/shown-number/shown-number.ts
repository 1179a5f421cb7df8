import { timers } from '../../../platform/timers';

const SHOWN_SECONDS = 60;

/** Timers of numbers on show: a component's own fields cannot be typed. */
const counting = new WeakMap<object, number>();

/**
 * A number to be dialled on another telephone, where this device has none: for a minute, in the page only, and not beyond it. Emits `over` when its time
 * is, or the page is left.
 */
Component({
  properties: {
    number: { type: String, value: '' },
  },
  data: {
    seconds: SHOWN_SECONDS,
  },
  lifetimes: {
    attached() {
      this.count();
    },
    detached() {
      timers.clear(counting.get(this) ?? 0);
    },
  },
  pageLifetimes: {
    hide() {
      this.end();
    },
  },
  methods: {
    count() {
      counting.set(
        this,
        timers.set(() => {
          const seconds = this.data.seconds - 1;
          if (seconds <= 0) {
            this.end();
            return;
          }
          this.setData({ seconds });
          this.count();
        }, 1000),
      );
    },
    end() {
      timers.clear(counting.get(this) ?? 0);
      this.triggerEvent('over');
    },
  },
});
