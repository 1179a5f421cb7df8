import { goBack } from '../../../platform/navigation';
import { PAGE_LOADING } from '../../page-state';

/** Layout of pages of 店铺: grey shapes, then the page (slot) or a failure. Emits `retry`. */
Component({
  properties: {
    /** State of the page, a `PageState`. */
    state: { type: Object, value: PAGE_LOADING },
  },
  data: {
    /** True while the page loads again, after a tap on the button to retry. */
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
