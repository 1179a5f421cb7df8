import { goBack } from '../../../platform/navigation';
import { MAX_MAP_KEY_LENGTH } from '../../../contract/shop';
import { phoneMemory } from '../../../services/phone-memory';
import { askShop } from '../../../services/shop-session';
import { type ValueEvent, loadPage, showAnswer, submitForm, typingChange } from '../../form-page';
import { type DarkMapForm, darkMapFormOf, readDarkMapForm } from '../../views/dark-map-form';
import { noReasons } from '../../views/typed-text';
import { FORM_PAGE_DATA } from '../../page-data';

/** Page where the owner enters a key for the map and the number of its dark style. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    longestKey: MAX_MAP_KEY_LENGTH,
    form: darkMapFormOf(undefined),
    reasons: noReasons<keyof DarkMapForm>(),
  },

  onLoad: loadPage,
  async load() {
    await showAnswer(this, askShop('settings', {}), ({ darkMap }) => ({
      form: darkMapFormOf(darkMap),
    }));
  },

  setField(event: ValueEvent<{ field: string }>) {
    this.setData(typingChange(event));
  },
  async save() {
    await submitForm(this, 'save-dark-map', readDarkMapForm(this.data.form), ({ darkMap }) => {
      phoneMemory.storeDarkMap(darkMap ?? null);
      goBack();
    });
  },
});
