import { createListeners } from './listeners';

type Theme = 'light' | 'dark';

/** Settings that can change while the phone runs. */
export interface PhoneSettings {
  readonly theme: Theme;
  /** Text size as a factor of the standard one. */
  readonly textScale: number;
  readonly online: boolean;
  readonly client: Client;
}

/**
 * WeChat client to imitate: as documented, or as users report it. In a reported one
 * `root-font-size="system"` has no effect, and a field shows a value from setData 50 ms late.
 */
type Client = 'documented' | 'reported';

/** The drawn phone: its holder, settings and size. */
class Phone {
  /** Id of the holder, such as `clerk`, from which the host derives the OpenID. */
  readonly person: string;
  readonly changes = createListeners<[now: PhoneSettings, before: PhoneSettings]>();
  /** Height of WeChat's navigation bar below the status bar, px. */
  readonly navigationBarHeight = 44;
  private current: PhoneSettings;
  /** Set once, because WeChat keeps a window's platform while it is open, whatever its width. */
  private readonly isComputer = window.innerWidth >= 1000;
  /** WeChat for Mac at base library 3.3.5: it tells of no keys and cannot hide its tab bar. */
  readonly isMac: boolean;

  constructor(query: URLSearchParams) {
    this.isMac = this.isComputer && query.get('mac') === '1';
    this.person = query.get('person') ?? 'clerk';
    this.current = {
      theme: query.get('theme') === 'dark' ? 'dark' : 'light',
      textScale: textScaleOf(query.get('text')),
      online: query.get('online') !== '0',
      client: query.get('client') === 'reported' ? 'reported' : 'documented',
    };
    this.draw();
  }

  get settings(): PhoneSettings {
    return this.current;
  }

  change(part: Partial<PhoneSettings>): void {
    const before = this.current;
    this.current = { ...before, ...part };
    this.draw();
    this.changes.emit(this.current, before);
  }

  /** The system's size of standard text, px (WeChat's `fontSizeSetting`). */
  get fontSize(): number {
    return 16 * this.current.textScale;
  }

  /** Kind of device by the window's width. `computer` is decided once, at the start. */
  get kind(): 'phone' | 'tablet' | 'computer' {
    if (this.isComputer) return 'computer';
    return window.innerWidth < 600 ? 'phone' : 'tablet';
  }

  /** Height of the system's bars at the top, px. */
  get statusBarHeight(): number {
    return { phone: 44, tablet: 24, computer: 0 }[this.kind];
  }

  get safeBottom(): number {
    return { phone: 34, tablet: 20, computer: 0 }[this.kind];
  }

  /** Box of WeChat's capsule button ⋯ ◎, px. WeChat for computers has it, too. */
  get capsule(): DOMRect {
    const right = this.kind === 'phone' ? 7 : 12;
    const width = 87;
    const left = window.innerWidth - right - width;
    return new DOMRect(left, this.statusBarHeight + 4, width, 32);
  }

  /** Sets theme and sizes on the document's root, after a change of settings or window size. */
  draw(): void {
    const root = document.documentElement;
    root.dataset['theme'] = this.current.theme;
    root.style.setProperty('--phone-safe-top', `${this.statusBarHeight}px`);
    root.style.setProperty('--phone-safe-bottom', `${this.safeBottom}px`);
    root.style.setProperty('--phone-rpx', `${window.innerWidth / 750}px`);
  }
}

/** Start parameters in the phone's URL. null means the default. */
interface Beginning {
  readonly person: string;
  /** First page: `/pages/…?…`. */
  readonly path: string | null;
  /** WeChat's scene value, which tells App.onLaunch how the mini-program was opened. */
  readonly scene: number | null;
  /** Text size as a factor of the standard one. */
  readonly text: string;
}

/** Reloads the phone with other start parameters. Parameters that are not given stay. */
export function startAnew(beginning: Partial<Beginning>): void {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(beginning)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, String(value));
  }
  location.replace(url);
}

/** Parses a factor of the text size, 0.5 to 3. Any other text gives 1. */
export function textScaleOf(text: string | null): number {
  const scale = Number(text);
  return scale >= 0.5 && scale <= 3 ? scale : 1;
}

export const phone = new Phone(new URLSearchParams(location.search));
