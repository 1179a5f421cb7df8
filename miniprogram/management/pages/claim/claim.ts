import { goToTab } from '../../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import { SHOP_BOUNDS } from '../../../contract/shop';
import { noReasons, readTexts } from '../../views/typed-text';
import { askShop } from '../../../services/shop-session';
import { type ValueEvent, FORM_DATA, submitForm } from '../../form-page';

const RULES = {
  code: { most: SHOP_BOUNDS.setupCode, missing: '请填设置码。' },
  name: { most: SHOP_BOUNDS.personName, missing: '请填你的名字。' },
};
type Field = keyof typeof RULES;

/** Page where a person becomes owner of a new shop, by entering the set-up code of the cloud. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    ...FORM_DATA,
    form: { code: '', name: '' },
    reasons: noReasons<Field>(),
  },

  setField({ currentTarget, detail }: ValueEvent<{ field: Field }>) {
    const { field } = currentTarget.dataset;
    this.setData({ [`form.${field}`]: detail.value, [`reasons.${field}`]: '' });
  },
  async claim() {
    const form = readTexts(this.data.form, RULES);
    await submitForm(
      this,
      form,
      (values) => askShop('claim', values),
      () => {
        goToTab('shop');
      },
    );
  },
});
