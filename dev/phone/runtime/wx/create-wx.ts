import type { DocumentedApi } from '../../manifest';
import type { AppInstance } from '../app-instance';
import { createMapContext } from '../map/map-context';
import { topPage } from '../page-stack';
import { phone } from '../phone';
import type { Router } from '../router';
import { callable, textOf } from '../values';
import { failingApis, throwing } from './api';
import { audioApis } from './audio';
import { createCloud } from './cloud';
import { deviceApis } from './device';
import { eventApis } from './events';
import { interactionApis } from './interaction';
import { navigationApis } from './navigation';
import { storageApis } from './storage';
import { systemInfoApis } from './system-info';

/** Creates the global `wx`. Documented APIs that the phone does not implement fail. */
export function createWx(
  api: DocumentedApi,
  router: Router,
  app: AppInstance,
): Record<string, unknown> {
  const supported: Record<string, unknown> = {
    ...systemInfoApis,
    ...storageApis,
    ...navigationApis(router),
    ...interactionApis,
    ...deviceApis,
    ...audioApis,
    ...eventApis(app),
    cloud: createCloud(api.cloud),
    nextTick: (run: () => void) => {
      setTimeout(run);
    },
    createSelectorQuery: () => {
      const caller = topPage()?.caller;
      if (caller === undefined) throw new Error('createSelectorQuery:fail no page');
      return callable(caller['createSelectorQuery'])?.call(caller);
    },
    createMapContext: (id: unknown, caller: unknown) =>
      createMapContext(id, caller, api.mapContext),
    canIUse: (schema: unknown) => (textOf(schema).split('.')[0] ?? '') in supported,
  };
  const { onKeyDown, offKeyDown, ...withoutKeys } = {
    ...failingApis(api.asynchronous),
    ...Object.fromEntries(api.synchronous.map((name) => [name, throwing(name)])),
    ...supported,
  };
  return phone.isMac ? withoutKeys : { ...withoutKeys, onKeyDown, offKeyDown };
}
