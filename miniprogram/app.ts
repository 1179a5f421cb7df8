import { phoneMemory } from './services/phone-memory';
import { openCloud } from './platform/call-function';
import { offerUpdates } from './platform/about';

App({
  onLaunch() {
    openCloud();
    offerUpdates();
    phoneMemory.dropOldRiders();
  },
});
