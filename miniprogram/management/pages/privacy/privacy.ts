import { phoneMemory } from '../../../services/phone-memory';
import { confirm } from '../../../platform/dialog';
import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import type { Retention, ShopSettings } from '../../../contract/shop';
import { MAX_RETENTION } from '../../../contract/shop';
import type { EntryFailure } from '../../../ui/wording/failure-view';
import { entryFailure } from '../../../ui/wording/failure-view';
import { afterFailure, KNOWN, LOADING } from '../../../shop/page-state';
import {
  keptFacts,
  PURGE_QUESTION,
  readRetentionForm,
  retentionFormOf,
} from '../../views/retention';
import { noReasons } from '../../views/typed-text';
import { askShop } from '../../../services/shop-session';

/** 保存与清除: what is kept and how long; the owner may have less of it. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: LOADING,
    isOwner: false,
    facts: keptFacts(null),
    form: retentionFormOf(MAX_RETENTION),
    reasons: noReasons<keyof Retention>(),
    saving: false,
    purging: false,
    saved: false,
    purged: false,
    failure: null as EntryFailure | null,
  },

  onLoad() {
    void this.load();
  },
  async load() {
    const answer = await askShop('settings', {});
    if (answer.ok) this.show(answer.data);
    // What is kept is no secret from anybody of the shop; only the owner's settings are.
    else if ('error' in answer && answer.error.code === 'not-allowed')
      this.setData({ state: KNOWN });
    else this.setData({ state: afterFailure(this.data.state, answer) });
  },
  show({ retention }: ShopSettings) {
    this.setData({
      state: KNOWN,
      isOwner: true,
      facts: keptFacts(retention),
      form: retentionFormOf(retention),
    });
  },

  typed({ currentTarget, detail }: FieldTyped) {
    const { field } = currentTarget.dataset;
    this.setData({ [`form.${field}`]: detail.value, [`reasons.${field}`]: '', saved: false });
  },
  async save() {
    if (this.data.saving) return;
    const read = readRetentionForm(this.data.form);
    this.setData({ reasons: read.ok ? {} : read.reasons, failure: null, saved: false });
    if (!read.ok) return;
    this.setData({ saving: true });
    const saved = await askShop('save-retention', read.value);
    this.setData({ saving: false, failure: saved.ok ? null : entryFailure(saved) });
    if (!saved.ok) return;
    this.show(saved.data);
    this.setData({ saved: true });
  },
  async purge() {
    if (this.data.purging || !(await confirm(PURGE_QUESTION))) return;
    this.setData({ purging: true, purged: false, failure: null });
    // One call has a few seconds; what is left is for the next.
    let purged = await askShop('purge-now', {});
    while (purged.ok && purged.data.left) purged = await askShop('purge-now', {});
    this.setData({ purging: false });
    if (!purged.ok) {
      this.setData({ failure: entryFailure(purged) });
      return;
    }
    phoneMemory.forgetOrders();
    this.setData({ purged: true });
  },
});

type FieldTyped = WechatMiniprogram.CustomEvent<
  { readonly value: string },
  Record<string, never>,
  { readonly field: keyof Retention }
>;
