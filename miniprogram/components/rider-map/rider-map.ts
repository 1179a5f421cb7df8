import type { RegionChange } from '../../platform/map';
import { glideMarker, isByHand } from '../../platform/map';
import type { Position } from '../../shared/delivery';
import { distanceMetres } from '../../tracking/geometry';
import type { RiderScene } from '../../tracking/map-view';
import type { Marker, Polyline } from './rider-marker';
import { riderMarker, RIDER_MARKER_ID, trailLine } from './rider-marker';

/** The view follows once the rider is this far from its middle: often enough to keep him in sight, rarely enough to be calm. */
const FOLLOW_FROM_METRES = 200;

/** The rider on the map. The view follows until a person moves it; then 回到骑手 brings it back. */
Component({
  properties: {
    scene: { type: Object, value: {} as RiderScene },
  },
  data: {
    centre: null as Position | null,
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
      this.setData({ following: true, centre: this.data.scene.position });
    },
  },
});
