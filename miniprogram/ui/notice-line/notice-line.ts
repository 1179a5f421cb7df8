import { asksOwner, mentionsOwner, sentenceForOwner } from '../wording/failure-view';
import { ownerTexts } from '../owner-here';

/** Line that says why the page's data are old, also to screen readers; owners get a link to 自检. */
Component({
  behaviors: [ownerTexts],
  properties: { text: { type: String, value: '' }, traceId: { type: String, value: '' } },
  data: { shownText: '', hasSelfCheckLink: false },
  observers: {
    'text, isOwner'(text: string, isOwner: boolean) {
      if (!isOwner && mentionsOwner(text)) this.askRole();
      this.setData({
        shownText: isOwner ? sentenceForOwner(text) : text,
        hasSelfCheckLink: isOwner && asksOwner(text),
      });
    },
  },
});
