import { openShopPage } from '../platform/navigation';
import { roleOnThisPhone } from '../services/shop-session';

/** Behavior of components that show other texts to an owner than to the rest of the staff. */
export const ownerTexts = Behavior({
  data: { isOwner: false },
  methods: {
    /** Finds out whether this phone's user is an owner, if necessary by a call to the cloud. */
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
