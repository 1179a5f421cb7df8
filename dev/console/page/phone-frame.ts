/** The phone in its frame: which kind, who holds it, how it is set. What it is told goes to its own page by messages. */

export type Screen = 'phone' | 'tablet' | 'computer';

interface Size {
  readonly width: number;
  readonly height: number;
}

const SIZES: Readonly<Record<Screen, Size>> = {
  phone: { width: 375, height: 812 },
  tablet: { width: 820, height: 1060 },
  computer: { width: 1280, height: 800 },
};

/** A message to the phone (dev/phone/runtime/console-bridge.ts). */
interface Message {
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface PhoneFrame {
  readonly show: (screen: Screen) => void;
  /** Tells something that happens once. */
  readonly tell: (message: Message) => void;
  /** Tells how something is from now on: again to a phone that has started anew, and nothing where it is so already. */
  readonly keep: (message: Message) => void;
}

/** @param place the element that the phone fills; it is drawn smaller where there is no room for its full size */
export function createPhoneFrame(place: HTMLElement): PhoneFrame {
  const frame = document.createElement('iframe');
  frame.title = '手机里的小程序';
  frame.src = '/phone/?person=clerk';
  frame.className = 'phone__screen';
  place.append(frame);
  let size = SIZES.phone;
  /** By type. */
  const kept = new Map<string, Message>();
  const tell = (message: Message): void => {
    frame.contentWindow?.postMessage(message, location.origin);
  };
  window.addEventListener('message', ({ origin, source, data }: MessageEvent<unknown>) => {
    if (origin !== location.origin || source !== frame.contentWindow) return;
    // Its first route says that it listens.
    if (typeof data === 'object' && data !== null && 'type' in data && data.type === 'route') {
      for (const message of kept.values()) tell(message);
    }
  });

  const fit = (): void => {
    const scale = Math.min(1, place.clientWidth / size.width);
    frame.style.width = `${size.width}px`;
    frame.style.height = `${size.height}px`;
    frame.style.transform = scale === 1 ? '' : `scale(${scale})`;
    place.style.height = `${size.height * scale}px`;
  };
  new ResizeObserver(fit).observe(place);

  return {
    show: (screen) => {
      size = SIZES[screen];
      place.parentElement?.setAttribute('data-screen', screen);
      place.style.maxWidth = `${size.width}px`;
      fit();
    },
    tell,
    keep: (message) => {
      if (JSON.stringify(kept.get(message.type)) === JSON.stringify(message)) return;
      kept.set(message.type, message);
      tell(message);
    },
  };
}
