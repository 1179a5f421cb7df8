import { goBack } from '../../../platform/navigation';
import { LOADING } from '../../page-state';

/** What the pages of 店铺 have in common: one column, a skeleton before the first answer, what is in it as soon as it is known, and failure. Emits `retry`. */
Component({
  properties: {
    state: { type: Object, value: LOADING },
  },
  data: {
    /** It is being asked again. */
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
