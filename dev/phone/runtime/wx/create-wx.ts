import type { PhoneManifest } from '../../manifest';
import type { AppInstance } from '../app-instance';
import { SelectorQuery } from '../framework/selector-query';
import { createMapContext } from '../map/map-context';
import { topPage } from '../page-stack';
import type { Router } from '../router';
import { callable, isRecord } from '../values';
import { createAnimation } from './animation';
import { wx } from './call-wx';
import { createCloud } from './cloud';
import { deviceApis } from './device';
import { eventApis } from './events';
import { interactionApis } from './interaction';
import { navigationApis } from './navigation';
import { storageApis } from './storage';
import { tabBarApis } from './tab-bar';
import { systemInfoApis } from './system-info';
import { addUnsupported } from './unsupported';

/** Fills {@link wx}: what the phone has, then everything else that is documented, failing. */
export function createWx(manifest: PhoneManifest, router: Router, app: AppInstance): void {
  Object.assign(wx, {
    ...systemInfoApis(manifest),
    ...storageApis,
    ...navigationApis(router),
    ...tabBarApis(router),
    ...interactionApis,
    ...deviceApis,
    ...eventApis(app),
    cloud: createCloud(manifest.api),
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getLaunchOptionsSync: () => app.launch,
    getEnterOptionsSync: () => app.launch,
    nextTick: (run: () => void) => {
      setTimeout(run);
    },
    createAnimation,
    createSelectorQuery: () =>
      new SelectorQuery(() => {
        const page = topPage();
        if (page === undefined) throw new Error('createSelectorQuery:fail no page');
        return page.caller._$;
      }),
    createIntersectionObserver: (caller: unknown, options: unknown) => {
      const create = isRecord(caller) ? callable(caller['createIntersectionObserver']) : undefined;
      if (create === undefined) throw new Error('createIntersectionObserver:fail no component');
      return create.call(caller, options);
    },
    createMapContext: (id: unknown, caller: unknown) =>
      createMapContext(id, caller, manifest.api.mapContext),
    // WeChat answers nothing to these either.
    reportEvent: () => undefined,
    reportMonitor: () => undefined,
    reportAnalytics: () => undefined,
    reportPerformance: () => undefined,
  });
  const supported = new Set(Object.keys(wx));
  wx['canIUse'] = (schema: unknown) =>
    typeof schema === 'string' && supported.has(schema.split('.')[0] ?? '');
  addUnsupported(wx, manifest.api);
}
