import { openShopPage } from '../../platform/navigation';
import { ERROR_WORDING } from '../wording/failure-wording';
import { askShop } from '../../services/shop-session';

const { title, steps } = ERROR_WORDING['not-staff'];

/** Panel that tells a stranger how to join the shop. It has no data of the shop. Emits `retry`. */
Component({
  properties: {
    /** True when a set-up code can make the person the owner; null: the panel asks the cloud. */
    claimable: { type: null, value: null as boolean | null },
    asking: { type: Boolean, value: false },
  },
  data: { title, text: steps.join(''), isClaimable: false },
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
