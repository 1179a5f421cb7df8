import { isDesktop, keepScreenOn } from '../../../platform/device';

/** Whether the phone's screen stays on. It does while this stands on a page that is shown, and no longer. */
Component({
  data: {
    /** Computers have no such switch. */
    offered: !isDesktop(),
    on: false,
    /** The phone has not done it. */
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
    choose({ detail }: Choice) {
      this.setData({ on: detail.value, refused: false });
      void (detail.value ? this.keep() : keepScreenOn(false));
    },
    async keep() {
      const isKept = await keepScreenOn(true);
      // Whoever has turned it off meanwhile need not hear of it.
      if (!isKept && this.data.on) this.setData({ on: false, refused: true });
    },
    release() {
      if (this.data.on) void keepScreenOn(false);
    },
  },
});

type Choice = WechatMiniprogram.CustomEvent<{ readonly value: boolean }>;
