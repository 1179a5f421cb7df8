import { copyText } from '../../../platform/clipboard';
import { serverClock } from '../../../services/phone-memory';
import { askShop } from '../../../services/shop-session';
import { sentenceForOwner } from '../../../ui/wording/failure-view';
import { type Choice, toggleChosen, storesToGive, defaultStores } from '../../views/choices';
import { lossQuestion } from '../../views/loss-questions';
import { readRegisterKeyForm, registerKeyRows } from '../../views/register-keys-view';
import { noReasons } from '../../views/typed-text';
import {
  type TapOn,
  type ValueEvent,
  loadPage,
  showAnswer,
  submitConfirmed,
  submitForm,
  withStores,
} from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

/** Page 登记密钥: keys with which a shop's own system registers orders. A key is shown only once. */
Page({
  data: {
    ...FORM_PAGE_DATA, // On this page `busy` is `save`, or the id of a key that is being revoked.
    keys: registerKeyRows([], [], 0),
    label: '',
    stores: [] as readonly Choice[],
    chosen: [] as readonly string[],
    reasons: noReasons<'label' | 'stores'>(),
    key: '',
    keyLabel: '',
    copyRefused: '',
  },

  onLoad: loadPage,
  async load() {
    await showAnswer(this, withStores(askShop('list-register-keys', {})), ({ keys, stores }) => {
      const { chosen } = this.data;
      return {
        keys: registerKeyRows(keys, stores, serverClock.now()),
        stores: storesToGive('all', stores),
        // Stores that the person has chosen for the next key stay chosen when the list is reloaded.
        chosen: chosen.length === 0 ? defaultStores('all', stores) : chosen,
      };
    });
  },

  setLabel({ detail }: ValueEvent) {
    this.setData({ label: detail.value, 'reasons.label': '' });
  },
  chooseStore({ detail }: ValueEvent) {
    const chosenIds = toggleChosen(this.data.chosen, detail.value);
    this.setData({ chosen: chosenIds, 'reasons.stores': '' });
  },
  async makeKey() {
    const form = readRegisterKeyForm(this.data.label, this.data.chosen);
    await submitForm(this, 'make-register-key', form, ({ key, label }) => {
      this.setData({ key, keyLabel: label, copyRefused: '' });
    });
  },
  async copy() {
    this.setData({ copyRefused: sentenceForOwner(await copyText(this.data.key)) });
  },
  async hideKey() {
    this.setData({ key: '', keyLabel: '', label: '' });
    await this.load();
  },
  async revoke({ currentTarget }: TapOn<{ readonly id: string; readonly label: string }>) {
    const { id: keyId, label } = currentTarget.dataset;
    const revokeKey = () => askShop('revoke-register-key', { keyId });
    const question = lossQuestion('register-key', `“${label}”`);
    await submitConfirmed(this, keyId, question, revokeKey, () => void this.load());
  },
});
