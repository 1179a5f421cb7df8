import { failureOf } from '../../contract/call-result';
import { askMessageConsent } from '../../platform/subscribe';
import { askShop } from '../../services/shop-session';
import { failureView } from '../wording/failure-view';

/** Line: how many messages a person can still get. A tap accepts one more; emits `accepted`. */
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
      const consentRefusal = await askMessageConsent(templateId);
      const answer = consentRefusal === '' ? await askShop('accept-message', { templateId }) : null;
      const savingFailure = answer?.ok === false ? failureView(failureOf(answer)).title : '';
      this.setData({ isBusy: false, refusal: consentRefusal || savingFailure });
      if (answer?.ok !== true) return;
      const { left } = answer.data;
      this.setData({ left });
      this.triggerEvent('accepted', { left });
    },
  },
});
