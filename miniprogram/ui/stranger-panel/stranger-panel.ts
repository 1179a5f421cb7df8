import { openShopPage } from '../../platform/navigation';
import { ERROR_WORDING } from '../wording/failure-wording';
import { askShop } from '../../services/shop-session';

const { title, steps } = ERROR_WORDING['not-staff'];

/** What somebody sees whom the shop does not know: how to get in, and nothing else. Emits `retry`. */
Component({
  properties: {
    /** A set-up code waits for the owner. Null: the page has not been told, and the panel asks. */
    claimable: { type: null, value: null as boolean | null },
    /** It is being asked whether they are in. */
    asking: { type: Boolean, value: false },
  },
  data: {
    title,
    text: steps.join(''),
    isClaimable: false,
  },
  observers: {
    claimable(claimable: boolean | null) {
      if (claimable !== null) this.setData({ isClaimable: claimable });
    },
  },
  lifetimes: {
    attached() {
      if (this.data.claimable === null) void this.ask();
    },
  },
  methods: {
    async ask() {
      const me = await askShop('me', {});
      if (me.ok && me.data.kind === 'stranger') this.setData({ isClaimable: me.data.claimable });
    },
    retry() {
      this.triggerEvent('retry');
    },
    claim() {
      openShopPage('claim');
    },
  },
});
