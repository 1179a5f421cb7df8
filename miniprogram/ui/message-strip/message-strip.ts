import { failureOf } from '../../contract/call-result';
import { askMessageConsent } from '../../platform/subscribe';
import { askShop } from '../../services/shop-session';
import { failureView } from '../wording/failure-view';

/**
 * Line with the number of subscribe messages that the person can still get, and a button for one
 * more. Emits `accepted` with the new number.
 */
Component({
  properties: { templateId: { type: String, value: '' }, left: { type: Number, value: 0 } },
  data: {
    /** Why the last tap did not add a message; empty when it did. */
    refusal: '',
    isBusy: false,
  },
  methods: {
    async accept() {
      if (this.data.isBusy) return;
      const { templateId } = this.data;
      this.setData({ isBusy: true, refusal: '' });
      const refused = await askMessageConsent(templateId);
      const answer = refused === '' ? await askShop('accept-message', { templateId }) : null;
      const notNoted = answer?.ok === false ? failureView(failureOf(answer)).title : '';
      this.setData({ isBusy: false, refusal: refused || notNoted });
      if (answer?.ok !== true) return;
      const { left } = answer.data;
      this.setData({ left });
      this.triggerEvent('accepted', { left });
    },
  },
});
