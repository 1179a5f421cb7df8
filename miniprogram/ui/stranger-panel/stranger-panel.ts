import { openShopPage } from '../../platform/navigation';
import { ERROR_WORDING } from '../wording/failure-wording';
import { askShop } from '../../services/shop-session';

const { title, steps } = ERROR_WORDING['not-staff'];

/** Panel that tells a person who is no member of the shop how to join. Emits `retry`. */
Component({
  properties: {
    /** True if a set-up code can make the person the owner; null to let the panel ask the cloud. */
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
      if (this.data.claimable === null) void this.askWhetherClaimable();
    },
  },
  methods: {
    async askWhetherClaimable() {
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
