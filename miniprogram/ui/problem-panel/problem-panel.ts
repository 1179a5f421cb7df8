import type { FailureView } from '../wording/failure-view';

const NO_PROBLEM: FailureView = {
  title: '',
  detail: '',
  steps: [],
  head: '',
  isAboutOrderId: false,
  isRefusal: false,
  traceId: '',
};

/**
 * Panel of a page that has a failure and no content: what happened, what to do, and who can do it.
 * Emits `retry` and `back`.
 */
Component({
  properties: {
    problem: { type: Object, value: NO_PROBLEM },
    /** True while a retry is under way. */
    retrying: { type: Boolean, value: false },
  },
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
    back() {
      this.triggerEvent('back');
    },
  },
});
