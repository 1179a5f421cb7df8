import type { RiderView } from '../../view/rider-view';

/** Rider of a delivery, with a note when he has replaced another rider. */
Component({
  properties: {
    rider: { type: Object, value: null as RiderView | null },
    tone: { type: String, value: 'go' },
  },
});
