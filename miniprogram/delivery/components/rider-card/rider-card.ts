import type { RiderView } from '../../view/rider-view';

const NO_RIDER: RiderView = {
  name: '',
  initial: '',
  company: '',
  details: [],
  change: '',
};

/** Rider of a delivery, with a note when there is a new one. */
Component({
  properties: {
    rider: { type: Object, value: NO_RIDER },
    /** `Tone` of the present status, which colours the badge. */
    tone: { type: String, value: 'go' },
  },
});
