import { asksOwner, mentionsOwner, sentenceForOwner } from '../wording/failure-view';
import { ownerTexts } from '../owner-here';

/** Line that says why data are outdated, also to screen readers. Owners have a link to 自检. */
Component({
  behaviors: [ownerTexts],
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
