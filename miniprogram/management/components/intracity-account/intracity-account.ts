import { type Store, SHOP_BOUNDS } from '../../../contract/shop';
import type { Account } from '../../../contract/shop-settings';
import { serverClock } from '../../../services/phone-memory';
import { askShop } from '../../../services/shop-session';
import { ownState } from '../../../ui/own-state';
import { type ActionFailure, actionFailure } from '../../../ui/wording/failure-view';
import {
  type EnteredForm,
  type AreKeysInUse,
  enteredView,
  intracityDraft,
  keysQuestion,
  NOTHING_ENTERED,
} from '../../views/intracity-form';
import {
  type EnteredKeys,
  enteredKeysOf,
  keysDraft,
  UNCHECKED_KEY,
  unreadEntry,
  withEntry,
  withoutCertificate,
  withSecondCertificate,
} from '../../views/intracity-keys';
import { boundStores, matchedStores, withChoice } from '../../views/intracity-stores';
import { type TapOn, type ValueEvent, FORM_DATA, submit } from '../../form-page';

/** Entries of each form, kept outside component data, because they contain keys. */
const enteredStateOf = ownState<EnteredForm>(() => ({ ...NOTHING_ENTERED }));

/** Form of an account of 同城配送: its keys, and WeChat's number of each store. Emits `saved`. */
Component({
  properties: {
    account: { type: null, value: null as Account | null },
    stores: { type: Array, value: [] as readonly Store[] },
    appId: { type: String, value: '' },
    isOwn: { type: Boolean, value: false },
  },
  data: {
    ...FORM_DATA,
    ...enteredView(NOTHING_ENTERED, [], 0),
    /** Id of the open row (of a key, a certificate or a store); empty when no row is open. */
    openRow: '',
    trialFailure: null as ActionFailure | null,
    question: keysQuestion(false),
    /** Answer to `question`, whether anybody uses the AppID's keys: `yes`, `no`; at first empty. */
    keysInUse: '',
    maxLength: SHOP_BOUNDS.pasted,
  },
  lifetimes: {
    attached() {
      const { account, stores, isOwn } = this.data;
      const keysInUse = account === null ? '' : 'yes';
      this.setData({ question: keysQuestion(isOwn), keysInUse });
      const chosenStores = boundStores(stores, account?.bindings ?? []);
      this.changeEntered({ keys: enteredKeysOf(account), chosenStores });
      this.setOpenRow('');
    },
    detached() {
      Object.assign(enteredStateOf(this), NOTHING_ENTERED);
    },
  },
  methods: {
    answerQuestion({ detail }: ValueEvent<unknown, AreKeysInUse>) {
      this.setData({ keysInUse: detail.value });
    },
    toggleRow({ currentTarget }: TapOn<{ id: string }>) {
      const { id } = currentTarget.dataset;
      this.setOpenRow(this.data.openRow === id ? '' : id);
    },
    /** Adds an entry to the form. A pasted key is checked at once, a number when left. */
    onKeyEntered({ currentTarget, detail }: ValueEvent<{ id: string; pasted: boolean }>) {
      const { id, pasted } = currentTarget.dataset;
      this.changeKeys(withEntry(enteredStateOf(this).keys, id, detail.value));
      if (pasted) void this.readKey(id);
    },
    onNumberLeft({ currentTarget }: TapOn<{ id: string }>) {
      const { id } = currentTarget.dataset;
      if (unreadEntry(enteredStateOf(this).keys, id) !== null) void this.readKey(id);
      else if (this.data.openRow === id) this.setOpenRow('');
    },
    /** Has the cloud check the key in a row. Closes the row if the key is right. */
    async readKey(id: string) {
      const entry = unreadEntry(enteredStateOf(this).keys, id);
      if (entry === null) return;
      const answer = await askShop('read-key', entry);
      // Ignores the answer if the person has entered another text during the call.
      if (unreadEntry(enteredStateOf(this).keys, id)?.text !== entry.text) return;
      const reading = answer.ok ? answer.data : UNCHECKED_KEY;
      this.changeEntered({ keys: withEntry(enteredStateOf(this).keys, id, entry.text, reading) });
      if (reading.isRight) this.setOpenRow(this.data.openRow === id ? '' : this.data.openRow);
    },
    addCertificate() {
      this.changeKeys(withSecondCertificate(enteredStateOf(this).keys));
      this.setOpenRow('certificate 1');
    },
    removeCertificate({ currentTarget }: TapOn<{ place: number }>) {
      this.changeKeys(withoutCertificate(enteredStateOf(this).keys, currentTarget.dataset.place));
      this.setOpenRow('');
    },
    chooseStore({ currentTarget, detail }: ValueEvent<{ id: string }>) {
      const { chosenStores } = enteredStateOf(this);
      const { id } = currentTarget.dataset;
      this.changeEntered({ chosenStores: withChoice(chosenStores, id, detail.value) });
      this.setOpenRow('');
    },

    /** Opens a row; '' closes the open one, and then tests the keys if all are entered. */
    setOpenRow(openRow: string) {
      this.setData({ openRow });
      const isUntried = enteredStateOf(this).trial.state === 'none';
      if (openRow === '' && isUntried && this.data.form.canTry) void this.tryKeys();
    },
    async tryKeys() {
      const { keys } = enteredStateOf(this);
      if (enteredStateOf(this).trial.state === 'asking' || this.data.busy !== '') return;
      this.setData({ trialFailure: null, failure: null });
      this.changeEntered({ trial: { state: 'asking' } });
      const { account, stores, appId } = this.data;
      const accountId = account?.accountId ?? null;
      const triedInput = { accountId, appId, keys: keysDraft(keys) };
      const answer = await askShop('list-wechat-stores', triedInput);
      // Ignores the answer if the keys were changed during the call. The new keys are tested later.
      if (enteredStateOf(this).keys !== keys) return;
      if (!answer.ok) {
        this.setData({ trialFailure: actionFailure(answer) });
        this.changeEntered({ trial: { state: 'failed' } });
        return;
      }
      const wxStores = answer.data.stores;
      this.changeEntered({
        wxStores,
        chosenStores: matchedStores(enteredStateOf(this).chosenStores, stores, wxStores),
        trial: { state: 'passed', testedAt: answer.serverTime, storeCount: wxStores.length },
      });
    },
    async save() {
      const { canSave, nextRow } = this.data.form;
      if (!canSave) {
        if (nextRow !== '') this.setOpenRow(nextRow);
        else if (this.data.trial === 'failed') void this.tryKeys();
        return;
      }
      const { keys, chosenStores } = enteredStateOf(this);
      const draft = intracityDraft(this.data.account, this.data.appId, keys, chosenStores);
      const saveDraft = () => askShop('save-intracity-account', draft);
      await submit(this, 'save', saveDraft, () => {
        Object.assign(enteredStateOf(this), NOTHING_ENTERED);
        this.triggerEvent('saved');
      });
    },

    changeKeys(keys: EnteredKeys) {
      this.setData({ trialFailure: null, failure: null });
      this.changeEntered({ keys, trial: { state: 'none' }, wxStores: [] });
    },
    changeEntered(changed: Partial<EnteredForm>) {
      const entered = Object.assign(enteredStateOf(this), changed);
      this.setData(enteredView(entered, this.data.stores, serverClock.now()));
    },
  },
});
