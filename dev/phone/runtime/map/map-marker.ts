import * as L from 'leaflet';
import { numberOf, textOf, type Options } from '../values';
import { createMarkerElement, type MarkerParts } from './marker-element';

/** What a tap on a marker hit. */
export type MarkerPart = 'marker' | 'callout' | 'label';

/** Leaflet sets markers on whole px; a rider who walks would be seen to jerk. */
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

/** One marker of a <map>. */
export class MapMarker {
  private readonly leaflet: L.Marker;
  private readonly parts: MarkerParts;
  /** What it looks like, to tell whether it has to be made anew. */
  private readonly look: string;
  private degrees = 0;
  private animation = 0;

  constructor(
    map: L.Map,
    readonly id: number,
    marker: Options,
    templatePath: string,
    tapped: (part: MarkerPart) => void,
  ) {
    this.look = lookOf(marker);
    this.parts = createMarkerElement(marker, templatePath);
    this.leaflet = new FinePositionedMarker(placeOf(marker), {
      icon: L.divIcon({
        html: this.parts.element,
        className: 'phone-marker-place',
        iconSize: [...this.parts.size],
        iconAnchor: [...this.parts.anchor],
      }),
      keyboard: this.parts.name !== '',
      zIndexOffset: numberOf(marker['zIndex'], 0) * 1000,
      bubblingMouseEvents: false,
    }).addTo(map);
    if (this.parts.name !== '') {
      this.leaflet.getElement()?.setAttribute('aria-label', this.parts.name);
    }
    this.leaflet.on('click', ({ originalEvent }: L.LeafletMouseEvent) => {
      const target = originalEvent.target as Node | null;
      const { callout, label } = this.parts;
      if (callout?.element.contains(target) === true) tapped('callout');
      else tapped(label?.contains(target) === true ? 'label' : 'marker');
    });
    // A marker that has a name can be reached by keyboard.
    this.leaflet.on('keydown', ({ originalEvent }: L.LeafletKeyboardEvent) => {
      if (originalEvent.key === 'Enter') tapped('marker');
    });
    this.turn(numberOf(marker['rotate'], 0));
  }

  /** Whether these attributes only move it. */
  looksLike(marker: Options): boolean {
    return lookOf(marker) === this.look;
  }

  /** Puts it at the place in its attributes; a glide under way ends. */
  place(marker: Options): void {
    this.animation += 1;
    this.leaflet.setLatLng(placeOf(marker));
    this.turn(numberOf(marker['rotate'], 0));
  }

  get position(): L.LatLng {
    return this.leaflet.getLatLng();
  }

  get rotation(): number {
    return this.degrees;
  }

  turn(degrees: number): void {
    this.degrees = degrees;
    this.parts.turn(degrees);
  }

  moveTo(position: L.LatLngExpression): void {
    this.leaflet.setLatLng(position);
  }

  /** Starts an animation and ends the one before; answers whether that one is still the latest. */
  startAnimation(): () => boolean {
    this.animation += 1;
    const mine = this.animation;
    return () => mine === this.animation;
  }

  openCallout(): void {
    const { callout } = this.parts;
    if (callout !== null) callout.element.hidden = false;
  }

  /** Only what a tap has opened closes again. */
  closeCallout(): void {
    const { callout } = this.parts;
    if (callout?.isAlwaysOpen === false) callout.element.hidden = true;
  }

  remove(): void {
    this.animation += 1;
    this.leaflet.remove();
  }
}

function placeOf(marker: Options): L.LatLngTuple {
  return [numberOf(marker['latitude'], 0), numberOf(marker['longitude'], 0)];
}

function lookOf({ latitude: _, longitude: __, rotate: ___, ...look }: Options): string {
  return JSON.stringify({ ...look, icon: textOf(look['iconPath']) });
}
