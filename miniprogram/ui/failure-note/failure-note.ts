import { ownerTexts } from '../owner-here';
import {
  type ActionFailure,
  asksOwner,
  mentionsOwner,
  rewordForOwner,
} from '../wording/failure-view';

const NO_FAILURE: ActionFailure = { title: '', detail: '', steps: [], traceId: '' };

/** Note beside a form about a failed action, with a trace id and, for owners, a link to 自检. */
Component({
  behaviors: [ownerTexts],
  properties: { failure: { type: Object, value: NO_FAILURE } },
  data: { shownFailure: NO_FAILURE, hasSelfCheckLink: false },
  observers: {
    'failure, isOwner'(failure: ActionFailure, isOwner: boolean) {
      const { detail, steps } = failure;
      if (!isOwner && mentionsOwner(detail, ...steps)) this.askRole();
      this.setData({
        shownFailure: isOwner ? rewordForOwner(failure) : failure,
        hasSelfCheckLink: isOwner && asksOwner(detail, ...steps),
      });
    },
  },
});
