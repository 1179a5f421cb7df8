import type { RiderView } from '../../tracking/rider-view';

/** The rider, and the way to call. Emits `call`. */
Component({
  properties: {
    rider: { type: Object, value: {} as RiderView },
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
