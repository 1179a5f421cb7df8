import { asksOwner, mentionsOwner, sentenceForOwner } from '../wording/failure-view';
import { ownerHere } from '../owner-here';

/** Line, announced to screen readers, that says why data are outdated. Owners have a link to 自检. */
Component({
  behaviors: [ownerHere],
  properties: { text: { type: String, value: '' }, traceId: { type: String, value: '' } },
  data: { shownText: '', isForSelfCheck: false },
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
