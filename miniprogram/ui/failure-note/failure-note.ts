import { ownerTexts } from '../owner-here';
import {
  type ActionFailure,
  asksOwner,
  mentionsOwner,
  failureForOwner,
} from '../wording/failure-view';

const NO_FAILURE: ActionFailure = { title: '', detail: '', steps: [], traceId: '' };

/** Note about a failed action beside its form, with a trace id and, for owners, a link to 自检. */
Component({
  behaviors: [ownerTexts],
  properties: { failure: { type: Object, value: NO_FAILURE } },
  data: { shownFailure: NO_FAILURE, isForSelfCheck: false },
  observers: {
    'failure, isOwner'(failure: ActionFailure, isOwner: boolean) {
      const { detail, steps } = failure;
      if (!isOwner && mentionsOwner(detail, ...steps)) this.askRole();
      this.setData({
        shownFailure: isOwner ? failureForOwner(failure) : failure,
        isForSelfCheck: isOwner && asksOwner(detail, ...steps),
      });
    },
  },
});
