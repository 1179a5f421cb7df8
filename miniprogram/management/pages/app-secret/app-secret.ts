import { goBack } from '../../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import type { ShopSettings } from '../../../contract/shop-settings';
import { SHOP_BOUNDS } from '../../../contract/shop';
import { LOADING } from '../../../shop/page-state';
import { noReasons, readTexts } from '../../views/typed-text';
import { askShop } from '../../../services/shop-session';
import type { ValueEvent } from '../../form-page';
import { FORM, showAnswer, submitForm } from '../../form-page';

const RULES = {
  appSecret: { most: SHOP_BOUNDS.secret, missing: '请填小程序的 AppSecret。' },
};

/** Page where the owner enters the mini-program's AppSecret. The stored secret is never shown. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: LOADING,
    ...FORM,
    settings: null as ShopSettings | null,
    form: { appSecret: '' },
    reasons: noReasons<keyof typeof RULES>(),
  },

  onLoad() {
    void this.load();
  },
  async load() {
    await showAnswer(this, askShop('settings', {}), (settings) => ({ settings }));
  },

  setSecret({ detail }: ValueEvent) {
    this.setData({ form: { appSecret: detail.value }, reasons: {} });
  },
  async save() {
    const form = readTexts(this.data.form, RULES);
    await submitForm(this, form, (secret) => askShop('save-app-secret', secret), goBack);
  },
});
