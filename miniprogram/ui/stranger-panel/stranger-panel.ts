import { openShopPage } from '../../platform/navigation';
import { ERROR_WORDING } from '../wording/failure-wording';
import { askShop } from '../../services/shop-session';

const { title, steps } = ERROR_WORDING['not-staff'];

/**
 * Panel for a person whom the shop does not know: how to join, and no data of the shop. Emits
 * `retry`.
 */
Component({
  properties: {
    /**
     * True when a set-up code waits for the owner. Null: the page does not know, and the panel asks
     * the cloud.
     */
    claimable: { type: null, value: null as boolean | null },
    /** True while the page checks whether the person has joined. */
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
