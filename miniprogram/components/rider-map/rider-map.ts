import type { RegionChange } from '../../platform/map';
import { fitInView, glideMarker, isByHand } from '../../platform/map';
import type { Position } from '../../shared/delivery';
import { distanceMetres } from '../../tracking/geometry';
import type { RiderScene } from '../../tracking/map-view';
import type { Marker, Polyline } from './rider-marker';
import { riderMarker, RIDER_MARKER_ID, trailLine } from './rider-marker';
import { placesInView } from './places-in-view';

/** The view follows once the rider is this far from its middle: often enough to keep him in sight, rarely enough to be calm. */
const FOLLOW_FROM_METRES = 200;
/** The pill with the order id lies over the top; px: top, right, bottom, left. */
const FIT_PADDING = [96, 32, 32, 32];

/** The rider on the map. The view is fitted to him and his way when the map opens, and follows him until a person moves it; 回到骑手 brings it back. */
Component({
  properties: {
    scene: { type: Object, value: {} as RiderScene },
  },
  data: {
    centre: null as Position | null,
    /** What the view is fitted to when the map opens; later fits are asked for one by one. */
    firstFit: [] as readonly Position[],
    markers: [] as Marker[],
    trail: [] as Polyline[],
    following: true,
  },
  observers: {
    scene(scene: RiderScene) {
      this.show(scene);
    },
  },
  methods: {
    show(scene: RiderScene) {
      const { centre, following } = this.data;
      const isOff = centre === null || distanceMetres(centre, scene.position) > FOLLOW_FROM_METRES;
      this.setData(
        {
          markers: [riderMarker(scene, scene.from ?? scene.position)],
          trail: trailLine(scene),
          ...(centre === null ? { firstFit: placesInView(scene) } : {}),
          ...(following && isOff ? { centre: scene.position } : {}),
        },
        () => void this.glide(scene),
      );
    },
    async glide(scene: RiderScene) {
      if (scene.from === null) return;
      const { arrived } = await glideMarker('map', this, {
        markerId: RIDER_MARKER_ID,
        from: scene.from,
        to: scene.position,
        durationMs: scene.glideMs,
      });
      if (!arrived) {
        const { scene: current } = this.data;
        this.setData({ markers: [riderMarker(current, current.position)] });
      }
    },
    regionChanged(change: RegionChange) {
      if (isByHand(change) && this.data.following) this.setData({ following: false });
    },
    backToRider() {
      this.setData({ following: true });
      fitInView('map', this, placesInView(this.data.scene), FIT_PADDING);
    },
  },
});
