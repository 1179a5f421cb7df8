import { decodeQuery, goBack } from '../../../platform/navigation';
import type { Position } from '../../../contract/delivery';
import type { Store } from '../../../contract/shop';
import {
  type StoreForm,
  readStoreForm,
  storeFormOf,
  THRESHOLD_LABELS,
  positionFields,
  storeMap,
} from '../../views/store-form';
import { lossQuestion } from '../../views/loss-questions';
import { noReasons, wrongFieldCountLine } from '../../views/typed-text';
import { askShop } from '../../../services/shop-session';
import {
  type ValueEvent,
  showAnswer,
  submitConfirmed,
  submitForm,
  typingChange,
} from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

/** Page of a store: name, position, and after how many minutes a delivery is called stuck. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    isNew: true,
    form: storeFormOf(null),
    reasons: noReasons<keyof StoreForm>(),
    map: storeMap(storeFormOf(null), []),
    thresholds: THRESHOLD_LABELS,
    refusal: '',
  },
  storeId: '',
  store: null as Store | null,

  onLoad(query) {
    this.storeId = decodeQuery(query)['id'] ?? '';
    void this.load();
  },
  async load() {
    await showAnswer(this, askShop('list-stores', {}), ({ stores }) => {
      this.store = stores.find(({ storeId }) => storeId === this.storeId) ?? null;
      if (this.storeId !== '' && this.store === null) return null;
      const form = storeFormOf(this.store);
      return { isNew: this.store === null, form, map: storeMap(form, stores) };
    });
  },

  setField(event: ValueEvent<{ field: keyof StoreForm }>) {
    this.setData({ ...typingChange(event), refusal: '' });
    if (event.currentTarget.dataset.field.endsWith('itude')) this.updateMarkers();
  },
  setPosition({ detail }: { readonly detail: Position }) {
    const form = { ...this.data.form, ...positionFields(detail) };
    this.setData({ form, 'reasons.longitude': '', 'reasons.latitude': '', refusal: '' });
    this.updateMarkers();
  },
  updateMarkers() {
    const { markers } = storeMap(this.data.form, []);
    this.setData({ 'map.markers': markers });
  },

  async save() {
    const form = readStoreForm(this.data.form, this.store);
    this.setData({ refusal: wrongFieldCountLine(form) });
    await submitForm(this, 'save-store', form, goBack);
  },
  async remove() {
    if (this.store === null) return;
    const { storeId, version, name } = this.store;
    const removeStore = () => askShop('remove-store', { storeId, version });
    await submitConfirmed(this, 'remove', lossQuestion('store', name), removeStore, goBack);
  },
});
