import { asksOwner, mentionsOwner, sentenceForOwner } from '../wording/failure-view';
import { ownerHere } from '../owner-here';

/**
 * Line that says why the data are outdated, with the trace id behind ⓘ. Screen readers announce the
 * line. For owners it has a link to 自检.
 */
Component({
  behaviors: [ownerHere],
  properties: {
    text: { type: String, value: '' },
    /** Trace id of the failure; empty when there is none. */
    traceId: { type: String, value: '' },
  },
  data: {
    shownText: '',
    /** True for the owner, when the text asks the owner to do something. */
    isForSelfCheck: false,
  },
  observers: {
    'text, isOwner'(text: string, isOwner: boolean) {
      if (!isOwner && mentionsOwner(text)) this.askRole();
      this.setData({
        shownText: isOwner ? sentenceForOwner(text) : text,
        isForSelfCheck: isOwner && asksOwner(text),
      });
    },
  },
});
