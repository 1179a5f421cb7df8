import type { PhoneManifest } from '../manifest';
import { AppConfig } from './app-config';
import { AppInstance } from './app-instance';
import { connectConsole } from './console-bridge';
import { errors, guarded, reportError } from './errors';
import { handlerLog, setDataLog } from './framework/cost-logs';
import { Framework } from './framework/framework';
import { listenToGestures } from './framework/gestures';
import { pageSize } from './framework/page-size';
import { followHost } from './host-connection';
import { pageStack, parsePageUrl } from './page-stack';
import { phone } from './phone';
import { Router } from './router';
import { shellElement } from './shell/element';
import { createScreen } from './shell/screen';
import { BUILT_IN_TAGS } from './tags/built-in-tags';
import { createWx } from './wx/create-wx';
import { deviceState } from './wx/device';
import { windowSize } from './wx/system-info';

/** WeChat's scene value of a mini-program that was opened from WeChat's list. */
const FROM_LIST = 1001;

declare global {
  interface Window {
    /** Starts the phone. The built app.js calls it. */
    definePhoneApp: (manifest: PhoneManifest) => void;
    /** State of the phone for tests and the console. */
    __phone: {
      readonly errors: readonly string[];
      readonly setDataLog: typeof setDataLog;
      readonly handlerLog: typeof handlerLog;
      readonly pageSize: typeof pageSize;
      readonly currentPages: () => readonly string[];
      readonly device: typeof deviceState;
    };
  }
}

window.__phone = {
  errors,
  setDataLog,
  handlerLog,
  pageSize,
  currentPages: () => pageStack.map(({ route }) => route),
  device: deviceState,
};

window.definePhoneApp = (manifest) => {
  window.addEventListener('error', ({ error, message }) => {
    reportError(error ?? message, 'page');
  });
  window.addEventListener('unhandledrejection', ({ reason }) => {
    reportError(reason, 'a promise that nobody waits for');
  });
  followHost()
    .then(() => {
      startPhone(manifest);
    })
    .catch((error: unknown) => {
      reportError(error, 'start');
      document.body.append(
        shellElement(
          'main',
          'phone-build-problems',
          shellElement('h1', '', '手机没有启动'),
          shellElement('p', '', String(error)),
        ),
      );
    });
};

function startPhone(manifest: PhoneManifest): void {
  const config = new AppConfig(manifest);
  const address = new URLSearchParams(location.search);
  const url = address.get('path') ?? `/${config.home}`;
  const { route, query } = parsePageUrl(url);
  const scene = Number(address.get('scene') ?? FROM_LIST);
  const app = new AppInstance({ path: route, query, scene });
  const screen = createScreen((isVisible) => {
    if (isVisible) {
      app.show();
      router.showTop();
    } else {
      router.hideTop();
      app.hide();
    }
  });
  const framework = new Framework(BUILT_IN_TAGS);
  const router = new Router(app, config, framework, screen.pages);
  Object.assign(window, {
    wx: createWx(router, app),
    App: app.define,
    getApp: app.get,
    getCurrentPages: () => pageStack.map(({ caller }) => caller),
  });
  guarded('app', manifest.loadApp);
  framework.define(manifest);
  listenToGestures(screen.element);
  app.start();
  openFirst(router, url, config.home);
  const redraw = (): void => {
    router.redraw();
    screen.refresh();
  };
  screen.refresh();
  router.routed.add(screen.refresh);
  phone.changes.add(redraw);
  window.addEventListener('resize', () => {
    phone.draw();
    redraw();
    router.resized(windowSize());
  });
  connectConsole(router, config.home);
}

/** Opens the page at `url`, or `home` if there is no such page. */
function openFirst(router: Router, url: string, home: string): void {
  try {
    router.reLaunch(url);
  } catch (error) {
    reportError(error, url);
    router.reLaunch(`/${home}`);
  }
}
