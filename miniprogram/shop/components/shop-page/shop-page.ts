import { goBack } from '../../../platform/navigation';
import { PAGE_LOADING } from '../../page-state';

/** Frame of a page of 店铺: grey shapes at first, then `<slot>` or a failure. Emits `retry`. */
Component({
  properties: {
    /** State of the page (`PageState`), which decides what the frame shows. */
    state: { type: Object, value: PAGE_LOADING },
  },
  data: {
    /** True while the page loads again after a tap on the button 重试. */
    asking: false,
  },
  observers: {
    state() {
      if (this.data.asking) this.setData({ asking: false });
    },
  },
  methods: {
    retry() {
      this.setData({ asking: true });
      this.triggerEvent('retry');
    },
    back: goBack,
  },
});
