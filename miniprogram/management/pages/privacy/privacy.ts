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

/** Page 保存与清除: which data are kept for how long. An owner can shorten the time, or delete all. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    isOwner: false,
    facts: retentionFacts(null),
    form: retentionFormOf(MAX_RETENTION),
    reasons: noReasons<keyof Retention>(),
    saved: false,
    purged: false,
  },

  onLoad: loadPage,
  async load() {
    const answer = await askShop('settings', {});
    // The cloud tells the settings to the owner only. Other people see the longest possible times.
    const isForbidden = 'error' in answer && answer.error.code === 'not-allowed';
    if (isForbidden) this.setData({ state: PAGE_KNOWN });
    else await showAnswer(this, answer, shownSettings);
  },

  setField(event: ValueEvent<{ field: string }>) {
    this.setData({ ...typingChange(event), saved: false });
  },
  async save() {
    const form = readRetentionForm(this.data.form);
    this.setData({ saved: false });
    await submitForm(this, 'save-retention', form, (settings) => {
      this.setData({ state: PAGE_KNOWN, ...shownSettings(settings), saved: true });
    });
  },
  async purge() {
    const ask = () => {
      this.setData({ purged: false });
      return purgeAll();
    };
    const question = lossQuestion('records', '全部订单和记录');
    await submitConfirmed(this, 'purge', question, ask, () => {
      phoneMemory.deleteShopData();
      this.setData({ purged: true });
    });
  },
});

function shownSettings({ retention }: ShopSettings) {
  return { isOwner: true, facts: retentionFacts(retention), form: retentionFormOf(retention) };
}

/** Deletes all data by several calls, because the time of a call is limited. */
async function purgeAll(): Promise<CallResult<unknown>> {
  const purged = await askShop('purge-now', {});
  return purged.ok && purged.data.left ? purgeAll() : purged;
}
