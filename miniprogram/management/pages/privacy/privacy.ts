import { phoneMemory } from '../../../services/phone-memory';
import type { CallResult } from '../../../contract/call-result';
import { type Retention, type ShopSettings, MAX_RETENTION } from '../../../contract/shop-settings';
import { PAGE_KNOWN } from '../../../shop/page-state';
import { lossQuestion } from '../../views/loss-questions';
import { retentionFacts, readRetentionForm, retentionFormOf } from '../../views/retention';
import { noReasons } from '../../views/typed-text';
import { askShop } from '../../../services/shop-session';
import {
  type ValueEvent,
  loadPage,
  showAnswer,
  submitConfirmed,
  submitForm,
  typingChange,
} from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

/** Page 保存与清除: how long data are kept. An owner can shorten the time, or delete all data. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    isOwner: false,
    facts: retentionFacts(null),
    form: retentionFormOf(MAX_RETENTION),
    reasons: noReasons<keyof Retention>(),
    isSaved: false,
    isPurged: false,
  },

  onLoad: loadPage,
  async load() {
    const settingsAnswer = await askShop('settings', {});
    // Only the owner may read the settings. Other people are shown the longest possible times.
    const isForbidden = 'error' in settingsAnswer && settingsAnswer.error.code === 'not-allowed';
    if (isForbidden) this.setData({ state: PAGE_KNOWN });
    else await showAnswer(this, settingsAnswer, settingsData);
  },

  setField(event: ValueEvent<{ field: string }>) {
    this.setData({ ...typingChange(event), isSaved: false });
  },
  async save() {
    const form = readRetentionForm(this.data.form);
    this.setData({ isSaved: false });
    await submitForm(this, 'save-retention', form, (settings) => {
      this.setData({ state: PAGE_KNOWN, ...settingsData(settings), isSaved: true });
    });
  },
  async purge() {
    const hideResultAndPurge = () => {
      this.setData({ isPurged: false });
      return purgeAll();
    };
    const question = lossQuestion('records', '全部订单和记录');
    await submitConfirmed(this, 'purge', question, hideResultAndPurge, () => {
      phoneMemory.deleteShopData();
      this.setData({ isPurged: true });
    });
  },
});

function settingsData({ retention }: ShopSettings) {
  return { isOwner: true, facts: retentionFacts(retention), form: retentionFormOf(retention) };
}

/** Deletes all orders and records by repeated calls, because one call has not enough time. */
async function purgeAll(): Promise<CallResult<unknown>> {
  const purgeAnswer = await askShop('purge-now', {});
  return purgeAnswer.ok && purgeAnswer.data.left ? purgeAll() : purgeAnswer;
}
