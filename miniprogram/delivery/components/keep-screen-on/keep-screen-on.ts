import { isDesktop, keepScreenOn } from '../../../platform/device';

/** Switch that keeps the phone's screen on, as long as the switch is on a visible page. */
Component({
  data: {
    /** False on computers, which have no such setting. */
    offered: !isDesktop(),
    on: false,
    /** True when the phone refused to keep the screen on. */
    refused: false,
  },
  lifetimes: {
    detached() {
      this.release();
    },
  },
  pageLifetimes: {
    show() {
      if (this.data.on) void this.keep();
    },
    hide() {
      this.release();
    },
  },
  methods: {
    onSwitch({ detail }: Choice) {
      this.setData({ on: detail.value, refused: false });
      void (detail.value ? this.keep() : keepScreenOn(false));
    },
    async keep() {
      const isKept = await keepScreenOn(true);
      // No refusal is shown when the person has turned the switch off meanwhile.
      if (!isKept && this.data.on) this.setData({ on: false, refused: true });
    },
    release() {
      if (this.data.on) void keepScreenOn(false);
    },
  },
});

type Choice = WechatMiniprogram.CustomEvent<{ readonly value: boolean }>;
