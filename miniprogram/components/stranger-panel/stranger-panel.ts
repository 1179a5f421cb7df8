import { openShopPage } from '../../platform/navigation';

/** What somebody sees whom the shop does not know: how to get in, and nothing else. Emits `retry`. */
Component({
  properties: {
    /** There is a set-up code that nobody has used yet. */
    claimable: { type: Boolean, value: false },
  },
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
    claim() {
      openShopPage('claim');
    },
  },
});
