import type { PhoneManifest } from '../manifest';
import { AppInstance } from './app-instance';
import { connectConsole } from './console-bridge';
import { errors, guarded, reportError } from './errors';
import { Framework } from './framework/framework';
import { listenToGestures } from './framework/gestures';
import { handlerLog } from './framework/handler-log';
import { pageSize } from './framework/page-size';
import { setDataLog } from './framework/set-data-log';
import { wxsHooks } from './framework/wxs-events';
import { followHost } from './host-connection';
import { pageStack } from './page-stack';
import { parsePageUrl } from './page-url';
import { phone } from './phone';
import { Router } from './router';
import { createScreen, type Screen } from './shell/screen';
import { shellElement } from './shell/element';
import { showFocusToKeyboard } from './shell/keyboard-focus';
import { wx } from './wx/call-wx';
import { createWx } from './wx/create-wx';
import { deviceState } from './wx/device';
import { windowResized, windowSize } from './wx/window-size';

/** WeChat's scene of a mini-program that was found in its list. */
const FROM_LIST = 1001;

declare global {
  interface Window {
    /** Called by the built mini-program. */
    definePhoneApp: (manifest: PhoneManifest) => void;
    /** Called by its compiled templates. */
    phoneWxsHooks: typeof wxsHooks;
    /** For tests and the console. */
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

window.phoneWxsHooks = wxsHooks;
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
  const home = manifest.components.find(({ isPage }) => isPage)?.path ?? '';
  const address = new URLSearchParams(location.search);
  const url = address.get('path') ?? `/${home}`;
  const scene = Number(address.get('scene') ?? FROM_LIST);
  const { route, query } = parsePageUrl(url, home);
  const app = new AppInstance({ path: route, query, scene, referrerInfo: {} });
  Object.assign(window, {
    wx,
    App: app.define,
    getApp: app.get,
    getCurrentPages: () => pageStack.map(({ caller }) => caller),
  });
  const setVisible = (visible: boolean): void => {
    if (visible) app.show();
    router.setVisible(visible);
    if (!visible) app.hide();
  };
  let closed = false;
  const screen = createScreen({
    closed: () => {
      closed = true;
      setVisible(false);
    },
    reopened: () => {
      closed = false;
      setVisible(true);
    },
  });
  // The script of the mini-program runs while the framework is made, and needs wx: the router asks for the framework later.
  const router: Router = new Router(() => framework, manifest, screen.pages);
  createWx(manifest, router, app);
  guarded('app', manifest.loadApp);
  const framework = new Framework(manifest);
  listenToGestures(screen.element);
  showFocusToKeyboard(document.documentElement);
  app.start();
  openFirst(router, url, home);
  router.routed.add(screen.refresh);
  followChanges(router, screen);
  document.addEventListener('visibilitychange', () => {
    if (!closed) setVisible(!document.hidden);
  });
  connectConsole({ router, home });
}

/** A link to a page that does not exist leads to the first one. */
function openFirst(router: Router, url: string, home: string): void {
  try {
    router.reLaunch(url);
  } catch (error) {
    reportError(error, url);
    router.reLaunch(`/${home}`);
  }
}

function followChanges(router: Router, screen: Screen): void {
  screen.refresh();
  phone.changes.add(() => {
    router.redraw();
    screen.refresh();
  });
  window.addEventListener('resize', () => {
    phone.resized();
    router.redraw();
    screen.refresh();
    const told = { size: windowSize() };
    router.tell('onResize', 'resize', told);
    windowResized.emit(told);
  });
}
