import type { FromPhone, ToPhone } from '../../protocol/phone-messages';

/** The phone in its frame: which kind, who holds it, how it is set. What it is told goes to its own page by messages. */

export type Screen = 'phone' | 'tablet' | 'computer';

interface Size {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  /** How much of the desk's width it may take. */
  readonly share: number;
}

export const SIZES: Readonly<Record<Screen, Size>> = {
  phone: { label: '手机', width: 375, height: 812, share: 1 },
  tablet: { label: '平板', width: 820, height: 1060, share: 0.44 },
  computer: { label: '电脑', width: 1280, height: 800, share: 0.54 },
};

/** Both sides of the frame around a screen, px (styles/layout.css). */
const FRAME = 28;
/** Below the frame: its caption, and the page's own margin, px. */
const BELOW = 56;
/** Smaller than this nobody can read it: the page is scrolled instead. */
const SMALLEST = 0.45;

export interface PhoneFrame {
  /** Switches it on, in somebody's hands. */
  readonly start: (person: string) => void;
  /**
   * Fits a screen into the room that there is now.
   *
   * @param isBeside whether cards stand beside it
   * @returns how large it is drawn, in words
   */
  readonly fit: (screen: Screen, isBeside: boolean) => string;
  /** Tells something that happens once. */
  readonly tell: (message: ToPhone) => void;
  /** Types as a barcode scanner does: character by character, then Enter. */
  readonly scan: (text: string) => void;
  /** Tells how something is from now on: again to a phone that has started anew, and nothing where it is so already. */
  readonly keep: (message: ToPhone) => void;
}

export interface PhoneListener {
  /** Told who holds it, when it is handed on by a card too. */
  readonly held: (person: string) => void;
  /** Told of a text that was to be typed into the field chosen last: false when none was. */
  readonly typed: (text: string, isTyped: boolean) => void;
}

/** @param place the element that the phone fills */
export function createPhoneFrame(place: HTMLElement, { held, typed }: PhoneListener): PhoneFrame {
  const frame = document.createElement('iframe');
  frame.title = '手机里的小程序';
  frame.className = 'phone__screen';
  place.append(frame);
  /** By type. */
  const kept = new Map<string, ToPhone>();
  const tell = (message: ToPhone): void => {
    frame.contentWindow?.postMessage(message, location.origin);
  };
  window.addEventListener('message', ({ origin, source, data }: MessageEvent<unknown>) => {
    if (origin !== location.origin || source !== frame.contentWindow) return;
    // The phone is this program's other half, built with it.
    const told = data as FromPhone;
    switch (told.type) {
      case 'typed':
        typed(told.text, told.isTyped);
        return;
      case 'route':
        // Its first route says that it listens.
        for (const message of kept.values()) tell(message);
        held(told.person);
    }
  });

  return {
    start: (person) => {
      frame.src = `/phone/?person=${person}`;
    },
    fit: (screen, isBeside) => {
      const size = SIZES[screen];
      const { label, width, height } = size;
      const scale = scaleFor(size, place, isBeside);
      place.dataset['screen'] = screen;
      frame.style.width = `${width}px`;
      frame.style.height = `${height}px`;
      frame.style.transform = scale === 1 ? '' : `scale(${scale})`;
      place.style.width = `${width * scale}px`;
      place.style.height = `${height * scale}px`;
      const drawn = scale === 1 ? '原大' : `缩小到 ${Math.round(scale * 100)}%`;
      return `${label} ${width} × ${height} · ${drawn}`;
    },
    tell,
    scan: (text) => {
      const phone = frame.contentWindow;
      // Its own listener comes before this one: when Enter is pressed, all is typed.
      phone?.addEventListener(
        'message',
        () => {
          phone.document.activeElement?.dispatchEvent(
            new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true }),
          );
        },
        { once: true },
      );
      tell({ type: 'type-order-id', orderId: text });
    },
    keep: (message) => {
      if (JSON.stringify(kept.get(message.type)) === JSON.stringify(message)) return;
      kept.set(message.type, message);
      tell(message);
    },
  };
}

/** Where cards stand beside it, as much as the window's height and its share of the width let it be; else as much as the width does. */
function scaleFor({ width, height, share }: Size, place: HTMLElement, isBeside: boolean): number {
  const desk = place.closest('.desk') ?? document.body;
  const { paddingLeft, paddingRight } = getComputedStyle(desk);
  const room = desk.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  if (!isBeside) return Math.min(1, (room - FRAME) / width);
  const top = desk.getBoundingClientRect().top + window.scrollY;
  const byHeight = (window.innerHeight - top - FRAME - BELOW) / height;
  return Math.min(1, (room * share - FRAME) / width, Math.max(SMALLEST, byHeight));
}
