import type { RiderView } from '../../view/rider-view';
import type { CallFailure } from '../../../ui/wording/failure-view';

const NO_RIDER: RiderView = {
  name: '',
  initial: '',
  company: '',
  details: [],
  callable: false,
  change: '',
};

/** The rider, and the way to call. Emits `call`. */
Component({
  properties: {
    rider: { type: Object, value: NO_RIDER },
    /** The `Tone` of the present status. */
    tone: { type: String, value: 'go' },
    /** A call is being prepared. */
    calling: { type: Boolean, value: false },
    /** Why the last call did not come about; null when nothing was wrong. */
    failure: { type: Object, value: null as CallFailure | null },
  },
  methods: {
    call() {
      this.triggerEvent('call');
    },
  },
});
