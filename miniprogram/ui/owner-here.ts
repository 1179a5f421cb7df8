import { openShopPage } from '../platform/navigation';
import { roleHere } from '../services/shop-session';

/** Behavior of components whose texts for the owner differ from those for other staff. */
export const ownerHere = Behavior({
  data: {
    isOwner: false,
  },
  methods: {
    /** Finds out who holds this phone, which may take a call to the cloud. */
    askRole() {
      void roleHere().then((role) => {
        if (role === 'owner') this.setData({ isOwner: true });
      });
    },
    openSelfCheck() {
      openShopPage('self-check');
    },
  },
});
