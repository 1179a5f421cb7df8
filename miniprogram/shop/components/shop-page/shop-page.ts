import { goBack } from '../../../platform/navigation';
import { LOADING } from '../../page-state';

/**
 * Layout of all pages of 店铺: one column that shows a skeleton while loading, then the content of
 * the page (slot) or a failure. Emits `retry`.
 */
Component({
  properties: {
    /** State of the page, a `PageState`. */
    state: { type: Object, value: LOADING },
  },
  data: {
    /** True while the page loads again after a tap on retry. */
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
