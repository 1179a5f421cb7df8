import { chooseScreenOn, leaveScreen, NOT_KEPT_ON, watchScreenOn } from '../../services/screen-on';

/** Switch 屏幕常亮. When on, the screen stays on while a page with this switch is visible. */
Component({
  data: NOT_KEPT_ON,
  lifetimes: {
    attached() {
      watchScreenOn(this);
    },
    detached() {
      leaveScreen(this);
    },
  },
  pageLifetimes: {
    show() {
      watchScreenOn(this);
    },
    hide() {
      leaveScreen(this);
    },
  },
  methods: {
    onSwitch({ detail }: WechatMiniprogram.SwitchChange) {
      chooseScreenOn(detail.value);
    },
  },
});
