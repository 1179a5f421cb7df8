import type { FromPhone, ToPhone } from '../../protocol/phone-messages';

/** The phone in its frame. It gets its settings by messages. */

export type Screen = 'phone' | 'tablet' | 'computer';

interface Size {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  /** Share of the desk's width that it may take. */
  readonly share: number;
}

export const SIZES: Readonly<Record<Screen, Size>> = {
  phone: { label: '手机', width: 375, height: 812, share: 1 },
  tablet: { label: '平板', width: 820, height: 1060, share: 0.44 },
  computer: { label: '电脑', width: 1280, height: 800, share: 0.54 },
};

/** Width of the frame's two sides, px (styles/layout.css). */
const FRAME = 28;
/** Height of the caption and the page's margin below the frame, px. */
const BELOW = 56;
/** Smallest readable scale. Below it the page scrolls instead. */
const SMALLEST = 0.45;

export interface PhoneFrame {
  /** Starts the phone for a person. */
  readonly start: (person: string) => void;
  /**
   * Fits a screen into the available room.
   *
   * @param isBeside says whether cards stand beside it
   * @returns its scale, in words
   */
  readonly fit: (screen: Screen, isBeside: boolean) => string;
  /** Sends a message once. */
  readonly tell: (message: ToPhone) => void;
  /** Types as a barcode scanner does: character by character, then Enter. */
  readonly scan: (text: string) => void;
  /** Sends a lasting setting, unless it is set already. A restarted phone gets it again. */
  readonly keep: (message: ToPhone) => void;
}

export interface PhoneListener {
  /** Receives the person who holds the phone. */
  readonly held: (person: string) => void;
  /** Receives whether a text was typed into the last focused field. */
  readonly typed: (text: string, isTyped: boolean) => void;
}

/** @param place element that the phone fills */
export function createPhoneFrame(place: HTMLElement, { held, typed }: PhoneListener): PhoneFrame {
  const frame = document.createElement('iframe');
  frame.title = '手机里的小程序';
  frame.className = 'phone__screen';
  place.append(frame);
  /** Lasting settings, by type. */
  const kept = new Map<string, ToPhone>();
  const tell = (message: ToPhone): void => {
    frame.contentWindow?.postMessage(message, location.origin);
  };
  window.addEventListener('message', ({ origin, source, data }: MessageEvent<unknown>) => {
    if (origin !== location.origin || source !== frame.contentWindow) return;
    // The phone is built with this program.
    const told = data as FromPhone;
    switch (told.type) {
      case 'typed':
        typed(told.text, told.isTyped);
        return;
      case 'route':
        // The first route says that the phone listens.
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
      // The phone's own listener comes first, so at Enter all is typed.
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

/** Fits the width, and beside cards the window's height and its share of the width. */
function scaleFor({ width, height, share }: Size, place: HTMLElement, isBeside: boolean): number {
  const desk = place.closest('.desk') ?? document.body;
  const { paddingLeft, paddingRight } = getComputedStyle(desk);
  const room = desk.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  if (!isBeside) return Math.min(1, (room - FRAME) / width);
  const top = desk.getBoundingClientRect().top + window.scrollY;
  const byHeight = (window.innerHeight - top - FRAME - BELOW) / height;
  return Math.min(1, (room * share - FRAME) / width, Math.max(SMALLEST, byHeight));
}
