import * as L from 'leaflet';
import { shellElement } from '../shell/element';
import { assetUrl, isRecord, numberOf, textOf, type Options } from '../values';

/** A marker at fractions of a px. Leaflet's whole px would make a slow rider jerk. */
class FinePositionedMarker extends L.Marker {
  override setLatLng(place: L.LatLngExpression): this {
    super.setLatLng(place);
    const element = this.getElement();
    const map = this._map as L.Map | null;
    if (element !== undefined && map !== null) {
      const { x, y } = map.project(this.getLatLng()).subtract(map.getPixelOrigin());
      L.DomUtil.setPosition(element, L.point(x, y));
    }
    return this;
  }
}

export class MapMarker {
  private readonly leaflet: L.Marker;
  private readonly image = shellElement('img', 'phone-marker-icon');
  /** Attributes that cannot be changed without creating the marker anew, as JSON. */
  private readonly look: string;
  private animation = 0;

  /** @param tapped called when a person taps the marker or its label */
  constructor(map: L.Map, marker: Options, tapped: () => void) {
    this.look = lookOf(marker);
    const width = numberOf(marker['width'], 32);
    const height = numberOf(marker['height'], 32);
    const anchor = isRecord(marker['anchor']) ? marker['anchor'] : {};
    const x = numberOf(anchor['x'], 0.5);
    const y = numberOf(anchor['y'], 1);
    this.image.src = assetUrl(textOf(marker['iconPath']));
    this.image.alt = textOf(marker['ariaLabel']);
    this.image.draggable = false;
    this.image.style.transformOrigin = `${x * 100}% ${y * 100}%`;
    const drawing = shellElement('div', 'phone-marker');
    drawing.append(this.image);
    if (isRecord(marker['label'])) {
      drawing.append(labelElement(marker['label'], width * x, height * y));
    }
    this.leaflet = new FinePositionedMarker(latLngOf(marker), {
      // Leaflet puts markers farther south on top; a step of zIndex outweighs that.
      zIndexOffset: numberOf(marker['zIndex'], 0) * 100_000,
      icon: L.divIcon({
        html: drawing,
        className: 'phone-marker-place',
        iconSize: [width, height],
        iconAnchor: [width * x, height * y],
      }),
      keyboard: false,
    }).addTo(map);
    // With a listener, Leaflet does not pass the tap on to the map.
    this.leaflet.on('click', tapped);
    this.turn(numberOf(marker['rotate'], 0));
  }

  /** Says whether the attributes differ from the marker's in position and rotation at most. */
  looksLike(marker: Options): boolean {
    return lookOf(marker) === this.look;
  }

  /** Moves and turns the marker as the attributes say, and ends its animation. */
  place(marker: Options): void {
    this.animation += 1;
    this.leaflet.setLatLng(latLngOf(marker));
    this.turn(numberOf(marker['rotate'], 0));
  }

  private turn(degrees: number): void {
    this.image.style.transform = `rotate(${degrees}deg)`;
  }

  moveTo(position: L.LatLngExpression): void {
    this.leaflet.setLatLng(position);
  }

  /** Ends the previous animation. @returns a function that tells whether the new one goes on */
  startAnimation(): () => boolean {
    this.animation += 1;
    const mine = this.animation;
    return () => mine === this.animation;
  }

  remove(): void {
    this.animation += 1;
    this.leaflet.remove();
  }
}

/**
 * Creates the label of a marker.
 *
 * @param x distance of the marker's place from the left of its picture; `y`: from the top
 */
function labelElement(label: Options, x: number, y: number): HTMLElement {
  const element = shellElement('div', 'phone-marker-label');
  element.textContent = textOf(label['content']);
  const px = (name: string, otherwise = 0): string => `${numberOf(label[name], otherwise)}px`;
  Object.assign(element.style, {
    left: `${x + numberOf(label['anchorX'], 0)}px`,
    top: `${y + numberOf(label['anchorY'], 0)}px`,
    padding: px('padding'),
    borderRadius: px('borderRadius'),
    background: textOf(label['bgColor'], 'transparent'),
    color: textOf(label['color'], '#000000'),
    fontSize: px('fontSize', 12),
  });
  return element;
}

function latLngOf(marker: Options): L.LatLngTuple {
  return [numberOf(marker['latitude'], 0), numberOf(marker['longitude'], 0)];
}

function lookOf({ latitude: _, longitude: __, rotate: ___, ...look }: Options): string {
  return JSON.stringify(look);
}
