import { onKey } from '../../../platform/input';
import { timers } from '../../../platform/device';
import { ownState } from '../../../ui/own-state';

const SHOWN_SECONDS = 60;

const own = ownState(() => ({ countdown: 0, stopKeys: (): void => undefined }));

/**
 * Rider's phone number, to dial on another phone. It is shown for one minute and stored nowhere.
 * Emits `expire` after the minute, on closing (also by Escape), or when the page is hidden.
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
      this.countDown();
      own(this).stopKeys = onKey(({ key }) => {
        if (key === 'Escape') this.expire();
        return key === 'Escape';
      });
    },
    detached() {
      own(this).stopKeys();
      timers.clear(own(this).countdown);
    },
  },
  pageLifetimes: {
    hide() {
      this.expire();
    },
  },
  methods: {
    countDown() {
      own(this).countdown = timers.set(() => {
        const seconds = this.data.seconds - 1;
        if (seconds <= 0) {
          this.expire();
          return;
        }
        this.setData({ seconds });
        this.countDown();
      }, 1000);
    },
    expire() {
      timers.clear(own(this).countdown);
      this.triggerEvent('expire');
    },
  },
});
