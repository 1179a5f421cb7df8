import { confirm } from '../../../platform/dialog';
import { entryIdOf, goBack } from '../../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import type { Position } from '../../../contract/delivery';
import type { Store } from '../../../contract/shop';
import type { EntryFailure } from '../../../ui/wording/failure-view';
import { entryFailure } from '../../../ui/wording/failure-view';
import { afterFailure, GONE, KNOWN, LOADING } from '../../../shop/page-state';
import type { StoreForm, StoreMap } from '../../views/store-form';
import {
  readStoreForm,
  storeFormOf,
  THRESHOLD_LABELS,
  typedPosition,
  storeMap,
  storeRemovalQuestion,
} from '../../views/store-form';
import { noReasons, refusalLine } from '../../views/typed-text';
import { askShop } from '../../../services/shop-session';

/** One store: its name, where it is, and when its deliveries count as stuck. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: LOADING,
    isNew: true,
    form: storeFormOf(null),
    reasons: noReasons<keyof StoreForm>(),
    map: storeMap(storeFormOf(null), []),
    thresholds: THRESHOLD_LABELS,
    refusal: '',
    saving: false,
    removing: false,
    failure: null as EntryFailure | null,
  },
  storeId: '',
  store: null as Store | null,

  onLoad(query) {
    this.storeId = entryIdOf(query);
    void this.load();
  },
  async load() {
    const listed = await askShop('list-stores', {});
    if (!listed.ok) {
      this.setData({ state: afterFailure(this.data.state, listed) });
      return;
    }
    const { stores } = listed.data;
    this.store = stores.find(({ storeId }) => storeId === this.storeId) ?? null;
    if (this.storeId !== '' && this.store === null) {
      this.setData({ state: GONE });
      return;
    }
    const form = storeFormOf(this.store);
    this.setData({ state: KNOWN, isNew: this.store === null, form, map: storeMap(form, stores) });
  },

  typed({ currentTarget, detail }: FieldTyped) {
    const { field } = currentTarget.dataset;
    this.setData({ [`form.${field}`]: detail.value, [`reasons.${field}`]: '', refusal: '' });
    if (field === 'longitude' || field === 'latitude') this.mark();
  },
  /** A tap on the map is where the store is. */
  picked({ detail }: { readonly detail: Position }) {
    const form = { ...this.data.form, ...typedPosition(detail) };
    this.setData({ form, 'reasons.longitude': '', 'reasons.latitude': '', refusal: '' });
    this.mark();
  },
  mark() {
    const { markers }: StoreMap = storeMap(this.data.form, []);
    this.setData({ 'map.markers': markers });
  },

  async save() {
    if (this.data.saving) return;
    const read = readStoreForm(this.data.form, this.store);
    const reasons = read.ok ? {} : read.reasons;
    this.setData({ reasons, refusal: refusalLine(reasons), failure: null });
    if (!read.ok) return;
    this.setData({ saving: true });
    const saved = await askShop('save-store', read.value);
    this.setData({ saving: false, failure: saved.ok ? null : entryFailure(saved) });
    if (saved.ok) goBack();
  },
  async remove() {
    if (this.store === null || this.data.removing) return;
    const { storeId, version, name } = this.store;
    if (!(await confirm(storeRemovalQuestion(name)))) return;
    this.setData({ removing: true, failure: null });
    const removed = await askShop('remove-store', { storeId, version });
    this.setData({ removing: false, failure: removed.ok ? null : entryFailure(removed) });
    if (removed.ok) goBack();
  },
});

type FieldTyped = WechatMiniprogram.CustomEvent<
  { readonly value: string },
  Record<string, never>,
  { readonly field: keyof StoreForm }
>;
