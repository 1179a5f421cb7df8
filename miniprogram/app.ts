import { phoneMemory } from './phone-memory';
import { openCloud } from './platform/cloud-functions';

App({
  onLaunch() {
    openCloud();
    phoneMemory.dropOldRiders();
  },
});
