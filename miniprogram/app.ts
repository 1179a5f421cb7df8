import { phoneMemory } from './services/phone-memory';
import { initCloud } from './platform/call-function';
import { offerUpdates } from './platform/about';
import { rememberLaunch } from './platform/navigation';

App({
  onLaunch(options) {
    rememberLaunch(options);
    initCloud();
    offerUpdates();
    phoneMemory.deleteOldRiderData();
  },
});
