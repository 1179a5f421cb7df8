import { isDesktop, keepScreenOn } from '../platform/device';
import { storage } from '../platform/storage';

const KEY = 'screen-on';

/** State of the switch 屏幕常亮 on this phone. All pages share this state. */
export interface ScreenOn {
  readonly isScreenOn: boolean;
  /** Advice for a person whose system has refused to keep the screen on; otherwise empty. */
  readonly screenRefusal: string;
}
export const NOT_KEPT_ON: ScreenOn = { isScreenOn: false, screenRefusal: '' };

interface Viewer {
  setData(screen: ScreenOn): void;
}

/** Visible viewers. The screen is kept on as long as there is at least one. */
const viewers = new Set<Viewer>();
let screen: ScreenOn | null = null;

const current = (): ScreenOn =>
  (screen ??= { ...NOT_KEPT_ON, isScreenOn: storage.read(KEY) === true });

function setScreen(next: ScreenOn): void {
  screen = next;
  storage.write(KEY, next.isScreenOn);
  for (const viewer of viewers) viewer.setData(next);
}

async function keepScreen(): Promise<void> {
  if ((await keepScreenOn(true)) || !current().isScreenOn) return;
  const onPhone = '这台设备不能常亮，请把自动锁屏的时间调长';
  setScreen({ isScreenOn: false, screenRefusal: isDesktop() ? '请关掉电脑的自动休眠' : onPhone });
}

export function watchScreenOn(viewer: Viewer): void {
  viewers.add(viewer);
  viewer.setData(current());
  if (current().isScreenOn) void keepScreen();
}

export function leaveScreen(viewer: Viewer): void {
  if (viewers.delete(viewer) && viewers.size === 0 && current().isScreenOn)
    void keepScreenOn(false);
}

export function chooseScreenOn(isScreenOn: boolean): void {
  setScreen({ ...NOT_KEPT_ON, isScreenOn });
  void (isScreenOn ? keepScreen() : keepScreenOn(false));
}
