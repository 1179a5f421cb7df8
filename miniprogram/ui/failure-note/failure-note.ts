import { ownerHere } from '../owner-here';
import {
  type EntryFailure,
  asksOwner,
  mentionsOwner,
  failureForOwner,
} from '../wording/failure-view';

const NO_FAILURE: EntryFailure = { title: '', detail: '', steps: [], traceId: '' };

/**
 * Note beside a form about a failed action: the reason, what to do, and the trace id behind ⓘ.
 * Owners see a link to 自检 where the texts would tell others to ask the owner.
 */
Component({
  behaviors: [ownerHere],
  properties: {
    failure: { type: Object, value: NO_FAILURE },
  },
  data: {
    shownFailure: NO_FAILURE,
    /** True for the owner, when the texts ask the owner to do something. */
    isForSelfCheck: false,
  },
  observers: {
    'failure, isOwner'(failure: EntryFailure, isOwner: boolean) {
      const { detail, steps } = failure;
      if (!isOwner && mentionsOwner(detail, ...steps)) this.askRole();
      this.setData({
        shownFailure: isOwner ? failureForOwner(failure) : failure,
        isForSelfCheck: isOwner && asksOwner(detail, ...steps),
      });
    },
  },
});
