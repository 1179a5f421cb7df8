import type { AppInstance } from '../app-instance';
import { createMapContext } from '../map/map-context';
import { topPage } from '../page-stack';
import { phone } from '../phone';
import type { Router } from '../router';
import { callable } from '../values';
import { audioApis } from './audio';
import { createCloud } from './cloud';
import { deviceApis } from './device';
import { eventApis } from './events';
import { interactionApis } from './interaction';
import { navigationApis } from './navigation';
import { storageApis } from './storage';
import { subscribeApis } from './subscribe';
import { systemInfoApis } from './system-info';

/** Creates the global `wx`, with the APIs that the mini-program and vant call. */
export function createWx(router: Router, app: AppInstance): Record<string, unknown> {
  const { onKeyDown, offKeyDown, ...withoutKeys }: Record<string, unknown> = {
    ...systemInfoApis,
    ...storageApis,
    ...navigationApis(router),
    ...interactionApis,
    ...subscribeApis,
    ...deviceApis,
    ...audioApis,
    ...eventApis(app),
    cloud: createCloud(),
    createSelectorQuery: () => {
      const caller = topPage()?.caller;
      if (caller === undefined) throw new Error('createSelectorQuery:fail no page');
      return callable(caller['createSelectorQuery'])?.call(caller);
    },
    createMapContext,
  };
  return phone.isMac ? withoutKeys : { ...withoutKeys, onKeyDown, offKeyDown };
}
