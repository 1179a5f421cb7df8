import { listenForKeys } from '../../../platform/input';
import { timers } from '../../../platform/device';
import { ownState } from '../../../ui/own-state';

const NUMBER_SHOWN_SECONDS = 60;

const numberStateOf = ownState(() => ({ countdownTimer: 0, stopKeys: (): void => undefined }));

/**
 * Rider's phone number, to dial on another phone. It is shown for one minute and stored nowhere.
 * Emits `expire` after the minute, when the page is hidden, or when a person closes it.
 */
Component({
  properties: { number: { type: String, value: '' } },
  data: { seconds: NUMBER_SHOWN_SECONDS },
  lifetimes: {
    attached() {
      this.countDown();
      numberStateOf(this).stopKeys = listenForKeys(({ key }) => {
        if (key === 'Escape') this.expire();
        return key === 'Escape';
      });
    },
    detached() {
      numberStateOf(this).stopKeys();
      timers.clear(numberStateOf(this).countdownTimer);
    },
  },
  pageLifetimes: {
    hide() {
      this.expire();
    },
  },
  methods: {
    countDown() {
      numberStateOf(this).countdownTimer = timers.set(() => {
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
      timers.clear(numberStateOf(this).countdownTimer);
      this.triggerEvent('expire');
    },
  },
});
