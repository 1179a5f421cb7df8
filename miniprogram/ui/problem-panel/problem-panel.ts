import type { TroubleView } from '../wording/trouble';

const NO_PROBLEM: TroubleView = {
  title: '',
  detail: '',
  steps: [],
  head: '',
  isAboutOrderId: false,
  isRefusal: false,
  traceId: '',
};

/** What stands on the page while there is nothing but trouble: what happened, what to do, and who can. Emits `retry` and `back`. */
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
