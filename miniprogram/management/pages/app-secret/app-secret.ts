import { goBack } from '../../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import type { ShopSettings } from '../../../contract/shop';
import { SHOP_BOUNDS } from '../../../contract/shop';
import type { EntryFailure } from '../../../ui/wording/failure-view';
import { entryFailure } from '../../../ui/wording/failure-view';
import { afterFailure, KNOWN, LOADING } from '../../../shop/page-state';
import { nameReason } from '../../views/typed-text';
import { askShop } from '../../../services/shop-session';

/** The mini-program's AppSecret: it goes in, and never comes out. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: LOADING,
    settings: null as ShopSettings | null,
    secret: '',
    reason: '',
    saving: false,
    failure: null as EntryFailure | null,
  },

  onLoad() {
    void this.load();
  },
  async load() {
    const answer = await askShop('settings', {});
    if (!answer.ok) {
      this.setData({ state: afterFailure(this.data.state, answer) });
      return;
    }
    this.setData({ state: KNOWN, settings: answer.data });
  },

  typed({ detail }: { readonly detail: { readonly value: string } }) {
    this.setData({ secret: detail.value, reason: '' });
  },
  async save() {
    const { secret, saving } = this.data;
    if (saving) return;
    const { secret: reason = '' } = nameReason(
      'secret',
      secret,
      SHOP_BOUNDS.secret,
      '请填小程序的 AppSecret。',
    );
    this.setData({ reason, failure: null });
    if (reason !== '') return;
    this.setData({ saving: true });
    const saved = await askShop('save-app-secret', { appSecret: secret.trim() });
    this.setData({ saving: false, failure: saved.ok ? null : entryFailure(saved) });
    if (saved.ok) goBack();
  },
});
