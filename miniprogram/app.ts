import { phoneMemory } from './phone-memory';
import { openCloud } from './platform/cloud-functions';
import { offerUpdates } from './platform/updates';

App({
  onLaunch() {
    openCloud();
    offerUpdates();
    phoneMemory.dropOldRiders();
  },
});
