import { goBack } from '../../../platform/navigation';
import { LONGEST_MAP_KEY } from '../../../contract/shop';
import { phoneMemory } from '../../../services/phone-memory';
import { askShop } from '../../../services/shop-session';
import { type ValueEvent, loads, showAnswer, submitForm, typedInto } from '../../form-page';
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

  onLoad: loads,
  async load() {
    await showAnswer(this, askShop('settings', {}), ({ darkMap }) => ({
      form: darkMapFormOf(darkMap),
    }));
  },

  setField(event: ValueEvent<{ field: string }>) {
    this.setData(typedInto(event));
  },
  async save() {
    await submitForm(this, 'save-dark-map', readDarkMapForm(this.data.form), ({ darkMap }) => {
      phoneMemory.keepDarkMap(darkMap ?? null);
      goBack();
    });
  },
});
