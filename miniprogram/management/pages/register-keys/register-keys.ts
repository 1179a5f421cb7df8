import { COPY_WORDING, copyText } from '../../../platform/clipboard';
import type { StoreScope } from '../../../contract/shop';
import { serverClock } from '../../../services/phone-memory';
import { askShop } from '../../../services/shop-session';
import { sentenceForOwner } from '../../../ui/wording/failure-view';
import {
  type Choice,
  chosenStores,
  scopeAfterTap,
  storesToGive,
  usualScope,
} from '../../views/choices';
import {
  type KeyField,
  type RegisterKeyRow,
  readKeyForm,
  registerKeyRows,
  revokingQuestion,
} from '../../views/register-keys-view';
import { noReasons } from '../../views/typed-text';
import {
  type TapOn,
  type ValueEvent,
  showAnswer,
  submitConfirmed,
  submitForm,
  withStores,
} from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

/** Page 登记密钥: keys for the merchant's system to register orders. A new key is shown only once. */
Page({
  data: {
    ...FORM_PAGE_DATA, // On this page `busy` is `save`, or the id of a key that is being revoked.
    keys: [] as readonly RegisterKeyRow[],
    label: '',
    stores: [] as readonly Choice[],
    chosen: [] as readonly string[],
    reasons: noReasons<KeyField>(),
    /** Key that was just made; empty otherwise. */
    key: '',
    keyLabel: '',
    copyRefused: '',
  },
  scope: [] as StoreScope,

  onLoad() {
    void this.load();
  },
  async load() {
    await showAnswer(this, withStores(askShop('list-register-keys', {})), ({ keys, stores }) => {
      // The stores chosen for the next key stay chosen when another key is revoked.
      if (this.data.chosen.length === 0) this.scope = usualScope('all', stores);
      return {
        keys: registerKeyRows(keys, stores, serverClock.now()),
        stores: storesToGive('all', stores),
        chosen: chosenStores(this.scope),
      };
    });
  },

  setLabel({ detail }: ValueEvent) {
    this.setData({ label: detail.value, 'reasons.label': '' });
  },
  chooseStore({ detail }: ValueEvent) {
    this.scope = scopeAfterTap(this.scope, detail.value);
    this.setData({ chosen: chosenStores(this.scope), 'reasons.stores': '' });
  },
  async make() {
    const form = readKeyForm(this.data.label, this.scope);
    const ask = (draft: { readonly label: string; readonly stores: StoreScope }) =>
      askShop('make-register-key', draft);
    await submitForm(this, form, ask, ({ key, label }) => {
      this.setData({ key, keyLabel: label, copyRefused: '' });
    });
  },
  async copy() {
    const copied = await copyText(this.data.key);
    this.setData({ copyRefused: sentenceForOwner(COPY_WORDING[copied]) });
  },
  async finish() {
    this.setData({ key: '', keyLabel: '', label: '' });
    await this.load();
  },
  async revoke({ currentTarget }: TapOn<{ readonly id: string; readonly label: string }>) {
    const { id: keyId, label } = currentTarget.dataset;
    const ask = () => askShop('revoke-register-key', { keyId });
    await submitConfirmed(this, keyId, revokingQuestion(label), ask, () => void this.load());
  },
});
