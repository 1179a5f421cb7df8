import { createListeners } from './listeners';

type Theme = 'light' | 'dark';

/** What can be changed about the phone while it is being held. */
export interface PhoneSettings {
  readonly theme: Theme;
  /** Text size as a factor of the standard one. */
  readonly textScale: number;
  readonly online: boolean;
  readonly client: Client;
}

/**
 * Which WeChat it is: one that does what is documented, or one as users report it, in which
 * `root-font-size="system"` does nothing and what a page sets into a field comes 50 ms late.
 */
type Client = 'documented' | 'reported';

/** The phone that the page draws: who holds it, how it is set, how large it is. */
class Phone {
  /** `clerk`, `stranger`: the host turns it into an identity. */
  readonly person: string;
  readonly changes = createListeners<[now: PhoneSettings, before: PhoneSettings]>();
  /** Height of WeChat's own navigation bar below the status bar, px. */
  readonly navigationBarHeight = 44;
  private current: PhoneSettings;
  /** In WeChat a window does not change its platform while it is open, however wide it becomes. */
  private readonly isComputer = window.innerWidth >= 1000;

  constructor(query: URLSearchParams) {
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

  /** The size that the system gives to standard text, px (WeChat's `fontSizeSetting`). */
  get fontSize(): number {
    return 16 * this.current.textScale;
  }

  /** By the width of its window (a computer: by that at its start), as a person would say it. */
  get kind(): 'phone' | 'tablet' | 'computer' {
    if (this.isComputer) return 'computer';
    return window.innerWidth < 600 ? 'phone' : 'tablet';
  }

  /** px of the screen that the system's own bars take. */
  get statusBarHeight(): number {
    return { phone: 44, tablet: 24, computer: 0 }[this.kind];
  }

  get safeBottom(): number {
    return { phone: 34, tablet: 20, computer: 0 }[this.kind];
  }

  /** The ⋯ ◎ pill in the upper right corner, px. WeChat for computers keeps it too. */
  get capsule(): DOMRect {
    const right = this.kind === 'phone' ? 7 : 12;
    const width = 87;
    const left = window.innerWidth - right - width;
    return new DOMRect(left, this.statusBarHeight + 4, width, 32);
  }

  /** After something about it, or the window's size, has changed. */
  draw(): void {
    const root = document.documentElement;
    root.dataset['theme'] = this.current.theme;
    root.style.setProperty('--phone-safe-top', `${this.statusBarHeight}px`);
    root.style.setProperty('--phone-safe-bottom', `${this.safeBottom}px`);
    root.style.setProperty('--phone-rpx', `${window.innerWidth / 750}px`);
  }
}

/** What a phone starts with, as its address says it; null is as usual. */
interface Beginning {
  readonly person: string;
  /** Where the mini-program opens: `/pages/…?…`; as usual at its first page. */
  readonly path: string | null;
  /** Why it opens, as App.onLaunch is told. */
  readonly scene: number | null;
  /** Text size as a factor of the standard one. */
  readonly text: string;
}

/** Starts everything anew: another person has another phone. What is left out stays as it was. */
export function startAnew(beginning: Partial<Beginning>): void {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(beginning)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, String(value));
  }
  location.replace(url);
}

/** The console sets 0.85 … 1.75; anything else is the standard size. */
export function textScaleOf(text: string | null): number {
  const scale = Number(text);
  return scale >= 0.5 && scale <= 3 ? scale : 1;
}

export const phone = new Phone(new URLSearchParams(location.search));
