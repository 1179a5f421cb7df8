import { chooseScreenOn, leaveScreen, SCREEN_OFF, watchScreenOn } from '../../services/screen-on';

/** Switch 屏幕常亮, which keeps the screen on as long as it is on a visible page. */
Component({
  data: SCREEN_OFF,
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
