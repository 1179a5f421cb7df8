import { isDesktop, keepScreenOn } from '../platform/device';
import { storage } from '../platform/storage';

const SCREEN_ON_KEY = 'screen-on';

/** State of the switch 屏幕常亮 on this phone, shared by all pages. */
interface ScreenOn {
  readonly isScreenOn: boolean;
  /** What to do if the system has refused to keep the screen on; else empty. */
  readonly screenRefusal: string;
}
export const SCREEN_OFF: ScreenOn = { isScreenOn: false, screenRefusal: '' };

interface Viewer {
  setData(screen: ScreenOn): void;
}

/** Visible components with this switch. The screen may stay on only while there are any. */
const viewers = new Set<Viewer>();
let screen: ScreenOn | null = null;

const currentScreen = (): ScreenOn =>
  (screen ??= { ...SCREEN_OFF, isScreenOn: storage.read(SCREEN_ON_KEY) === true });

function setScreen(newScreen: ScreenOn): void {
  screen = newScreen;
  storage.write(SCREEN_ON_KEY, newScreen.isScreenOn);
  for (const viewer of viewers) viewer.setData(newScreen);
}

async function tryToKeepScreenOn(): Promise<void> {
  if ((await keepScreenOn(true)) || !currentScreen().isScreenOn) return;
  const refusal = '这台设备不能常亮，请把自动锁屏的时间调长';
  setScreen({ isScreenOn: false, screenRefusal: isDesktop() ? '请关掉电脑的自动休眠' : refusal });
}

export function addViewer(viewer: Viewer): void {
  viewers.add(viewer);
  viewer.setData(currentScreen());
  if (currentScreen().isScreenOn) void tryToKeepScreenOn();
}

export function removeViewer(viewer: Viewer): void {
  if (viewers.delete(viewer) && viewers.size === 0 && currentScreen().isScreenOn)
    void keepScreenOn(false);
}

export function switchScreenOn(isScreenOn: boolean): void {
  setScreen({ ...SCREEN_OFF, isScreenOn });
  void (isScreenOn ? tryToKeepScreenOn() : keepScreenOn(false));
}
