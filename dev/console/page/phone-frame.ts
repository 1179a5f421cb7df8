import type { FromPhone, ToPhone } from '../../protocol/phone-messages';

/** Shows the simulated phone in an iframe, and sends it settings as messages. */

export type Screen = 'phone' | 'tablet' | 'computer';

interface Size {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  /** Largest share (0 to 1) of the page's width that the screen may take beside cards. */
  readonly share: number;
}

export const SIZES: Readonly<Record<Screen, Size>> = {
  phone: { label: '手机', width: 375, height: 812, share: 1 },
  tablet: { label: '平板', width: 820, height: 1060, share: 0.44 },
  computer: { label: '电脑', width: 1280, height: 800, share: 0.54 },
};

/** Width of the frame's left and right border together, in px (styles/layout.css). */
const FRAME = 28;
/** Height of the caption and the page's margin below the frame, in px. */
const BELOW = 68;
/** Least width of a window in px that shows cards beside the phone (styles/layout.css). */
const BESIDE_FROM = 760;

export type PhoneFrame = ReturnType<typeof createPhoneFrame>;

export interface PhoneListener {
  /** Receives the person who holds the phone. */
  readonly held: (person: string) => void;
  /** Receives whether a text was typed into the last focused field. */
  readonly typed: (text: string, isTyped: boolean) => void;
}

/** @param place element that the phone fills */
export function createPhoneFrame(place: HTMLElement, { held, typed }: PhoneListener) {
  const frame = document.createElement('iframe');
  frame.title = '手机里的小程序';
  frame.className = 'phone__screen';
  place.append(frame);
  /** Latest message of each setting, by message type. */
  const kept = new Map<string, ToPhone>();
  const tell = (message: ToPhone): void => {
    frame.contentWindow?.postMessage(message, location.origin);
  };
  window.addEventListener('message', ({ origin, source, data }: MessageEvent<unknown>) => {
    if (origin !== location.origin || source !== frame.contentWindow) return;
    // A cast is enough, because the phone's page is built together with this one.
    const told = data as FromPhone;
    switch (told.type) {
      case 'typed':
        typed(told.text, told.isTyped);
        return;
      case 'route':
        // A (re)started phone reports its route first, and is ready for settings from then on.
        for (const message of kept.values()) tell(message);
        held(told.person);
    }
  });

  return {
    /** Loads the phone's page. The person with this id holds the phone. */
    start: (person: string) => {
      frame.src = `/phone/?person=${person}`;
    },
    /** Fits a screen into the available room. @returns its scale, at most 1 */
    fit: (screen: Screen) => {
      const { width, height } = SIZES[screen];
      const scale = scaleFor(SIZES[screen], place);
      place.dataset['screen'] = screen;
      frame.style.width = `${width}px`;
      frame.style.height = `${height}px`;
      frame.style.transform = `scale(${scale})`;
      place.style.width = `${width * scale}px`;
      place.style.height = `${height * scale}px`;
      return scale;
    },
    /** Sends a message to the phone. It is not repeated when the phone restarts. */
    tell,
    /** Types into the phone as a barcode scanner does: character by character, then Enter. */
    scan: (text: string) => {
      const phone = frame.contentWindow;
      // The phone's own listener was added first, so the text is typed before Enter is sent.
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
    /** Sends a setting to the phone if it has changed. A restarted phone gets it again. */
    keep: (message: ToPhone) => {
      if (JSON.stringify(kept.get(message.type)) === JSON.stringify(message)) return;
      kept.set(message.type, message);
      tell(message);
    },
  };
}

/** Returns a scale that fits the page's width; beside cards, its share of it and the height. */
function scaleFor({ width, height, share }: Size, place: HTMLElement): number {
  const desk = place.closest('.desk') ?? document.body;
  const { paddingLeft, paddingRight } = getComputedStyle(desk);
  const room = desk.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  if (window.innerWidth < BESIDE_FROM) return Math.min(1, (room - FRAME) / width);
  const byHeight = (window.innerHeight - desk.getBoundingClientRect().top - FRAME - BELOW) / height;
  return Math.min(1, (room * share - FRAME) / width, byHeight);
}
