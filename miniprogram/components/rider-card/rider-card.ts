import type { RiderView } from '../../tracking/rider-view';

const NO_RIDER: RiderView = { name: '', initial: '', phone: '', callable: false, reason: '' };

/** The rider, and the way to call. Emits `call`. */
Component({
  properties: {
    rider: { type: Object, value: NO_RIDER },
    /** A call is being prepared. */
    calling: { type: Boolean, value: false },
    /** Why the last call did not come about; empty when nothing was wrong. */
    trouble: { type: String, value: '' },
  },
  methods: {
    call() {
      this.triggerEvent('call');
    },
  },
});
