import { phoneMemory } from './services/phone-memory';
import { openCloud } from './platform/call-function';
import { offerUpdates } from './platform/about';
import { noteLaunch } from './platform/navigation';

App({
  onLaunch(options) {
    noteLaunch(options);
    openCloud();
    offerUpdates();
    phoneMemory.dropOldRiders();
  },
});
