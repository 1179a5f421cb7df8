import { ownerHere } from '../owner-here';
import type { FailureView } from '../wording/failure-view';
import { asksOwner, mentionsOwner, ownersFailure } from '../wording/to-owner';

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
 * Where staff are to ask the owner, the owner is led to 自检. Emits `retry` and `back`.
 */
Component({
  behaviors: [ownerHere],
  properties: {
    problem: { type: Object, value: NO_PROBLEM },
    /** True while a retry is under way. */
    retrying: { type: Boolean, value: false },
  },
  data: {
    told: NO_PROBLEM,
    /** True for the owner, when the texts ask the owner to do something. */
    isForSelfCheck: false,
  },
  observers: {
    'problem, isOwner'(problem: FailureView, isOwner: boolean) {
      const { detail, head, steps } = problem;
      if (!isOwner && mentionsOwner(detail, head, ...steps)) this.askRole();
      this.setData({
        told: isOwner ? ownersFailure(problem) : problem,
        isForSelfCheck: isOwner && asksOwner(detail, ...steps),
      });
    },
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
