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

/** Card with the rider and the call button. Emits `call`. */
Component({
  properties: {
    /** Rider to show. */
    rider: { type: Object, value: NO_RIDER },
    /** `Tone` of the present status, which colours the badge. */
    tone: { type: String, value: 'go' },
    /** True while a call is being prepared. */
    calling: { type: Boolean, value: false },
    /** Reason why the last call failed; null when it did not fail. */
    failure: { type: Object, value: null as CallFailure | null },
  },
  methods: {
    call() {
      this.triggerEvent('call');
    },
  },
});
