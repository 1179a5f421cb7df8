import { assetUrl } from '../asset-url';
import { shellElement } from '../shell/element';
import { isRecord, numberOf, pixelsOf, textOf, type Options } from '../values';

/** WeChat's own pin, for markers without a picture. */
const PIN =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 31'%3E%3Cpath d='M10 31C9 24 1 18 1 10a9 9 0 0 1 18 0c0 8-8 14-9 21z' fill='%23e5443b' stroke='%23b5281f'/%3E%3Ccircle cx='10' cy='10' r='3.4' fill='%23fff'/%3E%3C/svg%3E";

/** What a marker is drawn with: its picture, its label, its callout. */
export interface MarkerParts {
  readonly element: HTMLElement;
  readonly callout: { readonly element: HTMLElement; readonly isAlwaysOpen: boolean } | null;
  readonly label: HTMLElement | null;
  /** px of the picture. */
  readonly size: readonly [width: number, height: number];
  /** px from the picture's corner to the place on the map. */
  readonly anchor: readonly [x: number, y: number];
  /** What assistive technology reads; empty: nothing. */
  readonly name: string;
  /** Turns the picture, degrees clockwise. */
  turn(degrees: number): void;
}

/** Builds a marker's element, as large as its picture. */
export function createMarkerElement(marker: Options, templatePath: string): MarkerParts {
  const icon = textOf(marker['iconPath']);
  const width = pixelsOf(marker['width'], icon === '' ? 20 : 32);
  const height = pixelsOf(marker['height'], icon === '' ? 31 : 32);
  const anchor = isRecord(marker['anchor']) ? marker['anchor'] : {};
  const image = shellElement('img', 'phone-marker-icon');
  image.src = icon === '' ? PIN : assetUrl(icon, templatePath);
  image.alt = '';
  image.draggable = false;
  const x = numberOf(anchor['x'], 0.5);
  const y = numberOf(anchor['y'], 1);
  const { style } = image;
  style.transformOrigin = `${x * 100}% ${y * 100}%`;
  style.opacity = String(numberOf(marker['alpha'], 1));

  const label = isRecord(marker['label'])
    ? createLabel(marker['label'], width * x, height * y)
    : null;
  const callout = createCallout(marker, width * x);
  const element = shellElement('div', 'phone-marker', image);
  if (label !== null) element.append(label);
  if (callout !== null) element.append(callout.element);
  return {
    element,
    callout,
    label,
    size: [width, height],
    anchor: [width * x, height * y],
    name: textOf(marker['ariaLabel'], textOf(marker['aria-label'], textOf(marker['title']))),
    turn: (degrees) => {
      style.transform = `rotate(${degrees}deg)`;
    },
  };
}

/** A label counts from the place on the map. */
function createLabel(label: Options, originX: number, originY: number): HTMLElement {
  const element = textBox('phone-marker-label', label);
  element.style.left = `${originX + pixelsOf(label['anchorX'] ?? label['x'], 0)}px`;
  element.style.top = `${originY + pixelsOf(label['anchorY'] ?? label['y'], 0)}px`;
  return element;
}

/**
 * A callout stands on the marker's picture; `display: 'ALWAYS'` shows it without a tap. A marker without one shows its `title` when tapped
 * (developers.weixin.qq.com/miniprogram/dev/component/map.html, marker).
 */
function createCallout(marker: Options, originX: number): MarkerParts['callout'] {
  const title = textOf(marker['title']);
  const plain = title === '' ? null : { content: title, padding: 8, borderRadius: 4 };
  const callout: Options | null = isRecord(marker['callout']) ? marker['callout'] : plain;
  if (callout === null) return null;
  const element = textBox('phone-marker-callout', callout);
  element.style.left = `${originX + pixelsOf(callout['anchorX'], 0)}px`;
  element.style.top = `${pixelsOf(callout['anchorY'], 0) - 4}px`;
  const isAlwaysOpen = callout['display'] === 'ALWAYS';
  element.hidden = !isAlwaysOpen;
  return { element, isAlwaysOpen };
}

function textBox(className: string, options: Options): HTMLElement {
  const element = shellElement('div', className, textOf(options['content']));
  const { style } = element;
  style.color = textOf(options['color']);
  style.fontSize = `${pixelsOf(options['fontSize'], 14)}px`;
  style.backgroundColor = textOf(options['bgColor']);
  style.borderRadius = `${pixelsOf(options['borderRadius'], 0)}px`;
  style.padding = `${pixelsOf(options['padding'], 0)}px`;
  style.textAlign = textOf(options['textAlign'], 'center');
  const border = pixelsOf(options['borderWidth'], 0);
  if (border > 0) style.border = `${border}px solid ${textOf(options['borderColor'], '#000')}`;
  return element;
}
