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

export interface PhoneFrame {
  readonly show: (screen: Screen) => void;
  readonly tell: (message: { readonly type: string; readonly [field: string]: unknown }) => void;
}

/** @param place the element that the phone fills; it is drawn smaller where there is no room for its full size */
export function createPhoneFrame(place: HTMLElement): PhoneFrame {
  const frame = document.createElement('iframe');
  frame.title = '手机里的小程序';
  frame.src = '/phone/?person=clerk';
  frame.className = 'phone__screen';
  place.append(frame);
  let size = SIZES.phone;

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
    tell: (message) => {
      frame.contentWindow?.postMessage(message, location.origin);
    },
  };
}
