import { openShopPage } from '../platform/navigation';
import { roleOnThisPhone } from '../services/shop-session';

/** Behavior of components that have other texts for the owner than for other staff. */
export const ownerTexts = Behavior({
  data: { isOwner: false },
  methods: {
    /** Finds out the role of this phone's user, perhaps by a call to the cloud. */
    askRole() {
      void roleOnThisPhone().then((role) => {
        if (role === 'owner') this.setData({ isOwner: true });
      });
    },
    openSelfCheck() {
      openShopPage('self-check');
    },
  },
});
