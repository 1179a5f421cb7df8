import { ownerHere } from '../owner-here';
import {
  type EntryFailure,
  asksOwner,
  mentionsOwner,
  failureForOwner,
} from '../wording/failure-view';

const NO_FAILURE: EntryFailure = { title: '', detail: '', steps: [], traceId: '' };

/** Note beside a form about a failed action, with its trace id; owners have a link to 自检. */
Component({
  behaviors: [ownerHere],
  properties: { failure: { type: Object, value: NO_FAILURE } },
  data: { shownFailure: NO_FAILURE, isForSelfCheck: false },
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
