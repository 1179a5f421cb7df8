import { goToTab } from '../../../platform/navigation';
import { SHOP_BOUNDS } from '../../../contract/shop';
import { PAGE_KNOWN } from '../../../shop/page-state';
import { joinForms, noReasons, readText } from '../../views/typed-text';
import { type ValueEvent, submitForm, typingChange } from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

/** Page on which the owner of a new shop enters the cloud's set-up code. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    state: PAGE_KNOWN,
    form: { code: '', name: '' },
    reasons: noReasons<'code' | 'name'>(),
  },

  setField(event: ValueEvent<{ field: string }>) {
    this.setData(typingChange(event));
  },
  async claim() {
    const { code, name } = this.data.form;
    const form = joinForms({
      code: readText('code', code, SHOP_BOUNDS.setupCode, '请填设置码。'),
      name: readText('name', name, SHOP_BOUNDS.personName, '请填你的名字。'),
    });
    await submitForm(this, 'claim', form, () => {
      goToTab('shop');
    });
  },
});
