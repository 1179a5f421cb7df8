import { goBack } from '../../../platform/navigation';
import { LONGEST_MAP_KEY } from '../../../contract/shop';
import { phoneMemory } from '../../../services/phone-memory';
import { askShop } from '../../../services/shop-session';
import { type ValueEvent, showAnswer, submitForm } from '../../form-page';
import { type DarkMapForm, darkMapFormOf, readDarkMapForm } from '../../views/dark-map-form';
import { noReasons } from '../../views/typed-text';
import { FORM_PAGE_DATA } from '../../page-data';

/** Page where the owner enters the key and the number of the map's dark style. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    longestKey: LONGEST_MAP_KEY,
    form: darkMapFormOf(undefined),
    reasons: noReasons<keyof DarkMapForm>(),
  },

  onLoad() {
    void this.load();
  },
  async load() {
    await showAnswer(this, askShop('settings', {}), ({ darkMap }) => ({
      form: darkMapFormOf(darkMap),
    }));
  },

  setField({ currentTarget, detail }: ValueEvent<{ field: keyof DarkMapForm }>) {
    const { field } = currentTarget.dataset;
    this.setData({ [`form.${field}`]: detail.value, [`reasons.${field}`]: '' });
  },
  async save() {
    const form = readDarkMapForm(this.data.form);
    await submitForm(
      this,
      form,
      (input) => askShop('save-dark-map', input),
      ({ darkMap }) => {
        phoneMemory.keepDarkMap(darkMap ?? null);
        goBack();
      },
    );
  },
});
