import { openShopPage } from '../../platform/navigation';
import { ERROR_WORDING } from '../../shared/trouble-wording';

const { title, steps } = ERROR_WORDING['not-staff'];

/** What somebody sees whom the shop does not know: how to get in, and nothing else. Emits `retry`. */
Component({
  properties: {
    /** There is a set-up code that nobody has used yet. */
    claimable: { type: Boolean, value: false },
    /** It is being asked whether they are in. */
    asking: { type: Boolean, value: false },
  },
  data: {
    title,
    text: steps.join(''),
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
