import { switchScreenOn, removeViewer, SCREEN_OFF, addViewer } from '../../services/screen-on';

/** Switch 屏幕常亮. Switched on, it keeps the screen on while a page with the switch is visible. */
Component({
  data: SCREEN_OFF,
  lifetimes: {
    attached() {
      addViewer(this);
    },
    detached() {
      removeViewer(this);
    },
  },
  pageLifetimes: {
    show() {
      addViewer(this);
    },
    hide() {
      removeViewer(this);
    },
  },
  methods: {
    onSwitch({ detail }: WechatMiniprogram.SwitchChange) {
      switchScreenOn(detail.value);
    },
  },
});
