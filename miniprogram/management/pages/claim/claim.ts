import { goToTab } from '../../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import { SHOP_BOUNDS } from '../../../contract/shop';
import type { EntryFailure } from '../../../ui/wording/failure-view';
import { entryFailure } from '../../../ui/wording/failure-view';
import type { Reasons } from '../../views/typed-text';
import { nameReason, noReasons } from '../../views/typed-text';
import { askShop } from '../../../services/shop-session';

type Field = 'code' | 'name';

/** Becoming the owner, by the set-up code of the cloud's settings. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    form: { code: '', name: '' },
    reasons: noReasons<Field>(),
    saving: false,
    failure: null as EntryFailure | null,
  },

  typed({ currentTarget, detail }: FieldTyped) {
    const { field } = currentTarget.dataset;
    this.setData({ [`form.${field}`]: detail.value, [`reasons.${field}`]: '' });
  },
  async claim() {
    if (this.data.saving) return;
    const { code, name } = this.data.form;
    const reasons: Reasons<Field> = {
      ...nameReason('code', code, SHOP_BOUNDS.setupCode, '请填设置码。'),
      ...nameReason('name', name, SHOP_BOUNDS.personName, '请填你的名字。'),
    };
    this.setData({ reasons, failure: null });
    if (Object.keys(reasons).length > 0) return;
    this.setData({ saving: true });
    const claimed = await askShop('claim', { code: code.trim(), name: name.trim() });
    this.setData({ saving: false, failure: claimed.ok ? null : entryFailure(claimed) });
    if (claimed.ok) goToTab('shop');
  },
});

type FieldTyped = WechatMiniprogram.CustomEvent<
  { readonly value: string },
  Record<string, never>,
  { readonly field: Field }
>;
