import { goBack } from '../../../platform/navigation';
import { LOADING } from '../../page-state';

/**
 * Frame of the pages of 店铺: one column with a skeleton before the first answer, then the content of
 * the page, or a failure. Emits `retry`.
 */
Component({
  properties: {
    /** State of the page. */
    state: { type: Object, value: LOADING },
  },
  data: {
    /** True while the page loads again. */
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
