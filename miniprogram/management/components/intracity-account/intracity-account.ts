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
  UNREAD_KEY,
  unreadEntry,
  withEntered,
  withoutCertificate,
  withSecondCertificate,
} from '../../views/intracity-keys';
import { boundStores, matchedStores, withStoreSet } from '../../views/intracity-stores';
import { type TapOn, type ValueEvent, FORM_DATA, submit } from '../../form-page';

/** Entries of each form. They are kept outside a component's data, because they contain keys. */
const enteredStateOf = ownState<EnteredForm>(() => ({ ...NOTHING_ENTERED }));

/** Form of an account of 同城配送: its keys, and a store at WeChat for each store. Emits `saved`. */
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
    /** Id of the open row: a key's, a certificate's or a store's; empty when no row is open. */
    openRow: '',
    trialFailure: null as ActionFailure | null,
    asked: keysQuestion(false),
    /** Answer to the question whether anybody signs with the AppID's keys; empty before it. */
    isUsed: '',
    most: SHOP_BOUNDS.pasted,
  },
  lifetimes: {
    attached() {
      const { account, stores, isOwn } = this.data;
      const isUsed = account === null ? '' : 'yes';
      this.setData({ asked: keysQuestion(isOwn), isUsed });
      const chosen = boundStores(stores, account?.bindings ?? []);
      this.changeEntered({ keys: enteredKeysOf(account), chosen });
      this.settle('');
    },
    detached() {
      Object.assign(enteredStateOf(this), NOTHING_ENTERED);
    },
  },
  methods: {
    chooseUsed({ detail }: ValueEvent<unknown, AreKeysInUse>) {
      this.setData({ isUsed: detail.value });
    },
    toggleRow({ currentTarget }: TapOn<{ id: string }>) {
      const { id } = currentTarget.dataset;
      this.settle(this.data.openRow === id ? '' : id);
    },
    /**
     * Takes an entry. The cloud reads a pasted key at once, a typed number once its field loses
     * focus.
     */
    enterKey({ currentTarget, detail }: ValueEvent<{ id: string; pasted: boolean }>) {
      const { id, pasted } = currentTarget.dataset;
      this.changeKeys(withEntered(enteredStateOf(this).keys, id, detail.value));
      if (pasted) void this.readKey(id);
    },
    leaveNumber({ currentTarget }: TapOn<{ id: string }>) {
      const { id } = currentTarget.dataset;
      if (unreadEntry(enteredStateOf(this).keys, id) !== null) void this.readKey(id);
      else if (this.data.openRow === id) this.settle('');
    },
    /** Lets the cloud check the key in a row. If the key is right, its open row closes. */
    async readKey(id: string) {
      const unread = unreadEntry(enteredStateOf(this).keys, id);
      if (unread === null) return;
      const answer = await askShop('read-key', unread);
      // The person may have entered another text during the call. The answer is then ignored.
      if (unreadEntry(enteredStateOf(this).keys, id)?.text !== unread.text) return;
      const read = answer.ok ? answer.data : UNREAD_KEY;
      this.changeEntered({ keys: withEntered(enteredStateOf(this).keys, id, unread.text, read) });
      if (read.isRight) this.settle(this.data.openRow === id ? '' : this.data.openRow);
    },
    addCertificate() {
      this.changeKeys(withSecondCertificate(enteredStateOf(this).keys));
      this.settle('certificate 1');
    },
    takeCertificate({ currentTarget }: TapOn<{ place: number }>) {
      this.changeKeys(withoutCertificate(enteredStateOf(this).keys, currentTarget.dataset.place));
      this.settle('');
    },
    chooseStore({ currentTarget, detail }: ValueEvent<{ id: string }>) {
      const { chosen } = enteredStateOf(this);
      this.changeEntered({ chosen: withStoreSet(chosen, currentTarget.dataset.id, detail.value) });
      this.settle('');
    },

    /**
     * Opens a row; '' closes the open row. Complete keys are then tried, unless they were before.
     */
    settle(openRow: string) {
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
      const tried = { accountId, appId, keys: keysDraft(keys) };
      const answer = await askShop('list-wechat-stores', tried);
      // The keys were changed during the call, so its answer is ignored. The new keys come next.
      if (enteredStateOf(this).keys !== keys) return;
      if (!answer.ok) {
        this.setData({ trialFailure: actionFailure(answer) });
        this.changeEntered({ trial: { state: 'failed' } });
        return;
      }
      const listed = answer.data.stores;
      this.changeEntered({
        listed,
        chosen: matchedStores(enteredStateOf(this).chosen, stores, listed),
        trial: { state: 'passed', at: answer.serverTime, stores: listed.length },
      });
    },
    async save() {
      const { canSave, nextRow } = this.data.form;
      if (!canSave) {
        if (nextRow !== '') this.settle(nextRow);
        else if (this.data.trial === 'failed') void this.tryKeys();
        return;
      }
      const { keys, chosen } = enteredStateOf(this);
      const draft = intracityDraft(this.data.account, this.data.appId, keys, chosen);
      const ask = () => askShop('save-intracity-account', draft);
      await submit(this, 'save', ask, () => {
        Object.assign(enteredStateOf(this), NOTHING_ENTERED);
        this.triggerEvent('saved');
      });
    },

    changeKeys(keys: EnteredKeys) {
      this.setData({ trialFailure: null, failure: null });
      this.changeEntered({ keys, trial: { state: 'none' }, listed: [] });
    },
    changeEntered(changed: Partial<EnteredForm>) {
      const entered = Object.assign(enteredStateOf(this), changed);
      this.setData(enteredView(entered, this.data.stores, serverClock.now()));
    },
  },
});
