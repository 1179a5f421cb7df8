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

/** What stands on the page while there is nothing but failure: what happened, what to do, and who can. Emits `retry` and `back`. */
Component({
  properties: {
    problem: { type: Object, value: NO_PROBLEM },
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
