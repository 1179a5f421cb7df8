import { ownerHere } from '../owner-here';
import {
  type EntryFailure,
  asksOwner,
  mentionsOwner,
  ownersFailure,
} from '../wording/failure-view';

const NO_FAILURE: EntryFailure = { title: '', detail: '', steps: [], traceId: '' };

/**
 * Note beside a form about its failed action: the reason, what to do, and the trace id behind ⓘ.
 * The form keeps its content. Where staff are to ask the owner, the owner is led to 自检.
 */
Component({
  behaviors: [ownerHere],
  properties: {
    failure: { type: Object, value: NO_FAILURE },
  },
  data: {
    told: NO_FAILURE,
    /** True for the owner, when the texts ask the owner to do something. */
    isForSelfCheck: false,
  },
  observers: {
    'failure, isOwner'(failure: EntryFailure, isOwner: boolean) {
      const { detail, steps } = failure;
      if (!isOwner && mentionsOwner(detail, ...steps)) this.askRole();
      this.setData({
        told: isOwner ? ownersFailure(failure) : failure,
        isForSelfCheck: isOwner && asksOwner(detail, ...steps),
      });
    },
  },
});
