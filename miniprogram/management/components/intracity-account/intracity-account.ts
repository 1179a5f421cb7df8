import { type Store, SHOP_BOUNDS } from '../../../contract/shop';
import type { Account } from '../../../contract/shop-settings';
import { serverClock } from '../../../services/phone-memory';
import { askShop } from '../../../services/shop-session';
import { ownState } from '../../../ui/own-state';
import { type EntryFailure, entryFailure } from '../../../ui/wording/failure-view';
import {
  type Entered,
  type KeysUse,
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
  unreadIn,
  withEntered,
  withoutCertificate,
  withSecondCertificate,
} from '../../views/intracity-keys';
import { boundStores, matchedStores, withChosen } from '../../views/intracity-stores';
import { type TapOn, type ValueEvent, FORM_DATA, submit } from '../../form-page';

/** What is entered in each form, kept outside its data, so that no key is in a page's data. */
const enteredIn = ownState<Entered>(() => ({ ...NOTHING_ENTERED }));

/** Form of an account of 同城配送: its keys, and WeChat's store for each store. Emits `saved`. */
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
    /** Id of the open row: of a key, a number, or a store; empty when no row is open. */
    openRow: '',
    trialFailure: null as EntryFailure | null,
    asked: keysQuestion(false),
    /** Answer to the question whether anybody signs with the AppID's keys; empty until answered. */
    isUsed: '',
    most: SHOP_BOUNDS.pasted,
  },
  lifetimes: {
    attached() {
      const { account, stores, isOwn } = this.data;
      const isUsed = account === null ? '' : 'yes';
      this.setData({ asked: keysQuestion(isOwn), isUsed });
      const chosen = boundStores(stores, account?.bindings ?? []);
      this.change({ keys: enteredKeysOf(account), chosen });
      this.settle('');
    },
    detached() {
      Object.assign(enteredIn(this), NOTHING_ENTERED);
    },
  },
  methods: {
    chooseUsed({ detail }: ValueEvent<unknown, KeysUse>) {
      this.setData({ isUsed: detail.value });
    },
    toggleRow({ currentTarget }: TapOn<{ id: string }>) {
      const { id } = currentTarget.dataset;
      this.settle(this.data.openRow === id ? '' : id);
    },
    /** Takes an entry. A pasted key is read at once, a typed number when its field is left. */
    enterKey({ currentTarget, detail }: ValueEvent<{ id: string; pasted: boolean }>) {
      const { id, pasted } = currentTarget.dataset;
      this.changeKeys(withEntered(enteredIn(this).keys, id, detail.value));
      if (pasted) void this.readKey(id);
    },
    leaveNumber({ currentTarget }: TapOn<{ id: string }>) {
      const { id } = currentTarget.dataset;
      if (unreadIn(enteredIn(this).keys, id) !== null) void this.readKey(id);
      else if (this.data.openRow === id) this.settle('');
    },
    /** Lets the cloud check the key in a row. If the key is right, its open row closes. */
    async readKey(id: string) {
      const unread = unreadIn(enteredIn(this).keys, id);
      if (unread === null) return;
      const answer = await askShop('read-key', unread);
      // Another text may have been entered meanwhile.
      if (unreadIn(enteredIn(this).keys, id)?.text !== unread.text) return;
      const read = answer.ok ? answer.data : UNREAD_KEY;
      this.change({ keys: withEntered(enteredIn(this).keys, id, unread.text, read) });
      if (read.isRight) this.settle(this.data.openRow === id ? '' : this.data.openRow);
    },
    addCertificate() {
      this.changeKeys(withSecondCertificate(enteredIn(this).keys));
      this.settle('certificate 1');
    },
    takeCertificate({ currentTarget }: TapOn<{ place: number }>) {
      this.changeKeys(withoutCertificate(enteredIn(this).keys, currentTarget.dataset.place));
      this.settle('');
    },
    chooseStore({ currentTarget, detail }: ValueEvent<{ id: string }>) {
      const { chosen } = enteredIn(this);
      this.change({ chosen: withChosen(chosen, currentTarget.dataset.id, detail.value) });
      this.settle('');
    },

    /** Opens a row; '' closes the open one, and tries complete keys that were not tried yet. */
    settle(openRow: string) {
      this.setData({ openRow });
      const isUntried = enteredIn(this).trial.state === 'none';
      if (openRow === '' && isUntried && this.data.form.canTry) void this.tryKeys();
    },
    async tryKeys() {
      const { keys } = enteredIn(this);
      if (enteredIn(this).trial.state === 'asking' || this.data.busy !== '') return;
      this.setData({ trialFailure: null, failure: null });
      this.change({ trial: { state: 'asking' } });
      const { account, stores, appId } = this.data;
      const accountId = account?.accountId ?? null;
      const tried = { accountId, appId, keys: keysDraft(keys) };
      const answer = await askShop('list-wechat-stores', tried);
      // The keys have changed meanwhile, so this answer is ignored. The new keys are tried next.
      if (enteredIn(this).keys !== keys) return;
      if (!answer.ok) {
        this.setData({ trialFailure: entryFailure(answer) });
        this.change({ trial: { state: 'failed' } });
        return;
      }
      const listed = answer.data.stores;
      this.change({
        listed,
        chosen: matchedStores(enteredIn(this).chosen, stores, listed),
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
      const { keys, chosen } = enteredIn(this);
      const draft = intracityDraft(this.data.account, this.data.appId, keys, chosen);
      const ask = () => askShop('save-intracity-account', draft);
      await submit(this, 'save', ask, () => {
        Object.assign(enteredIn(this), NOTHING_ENTERED);
        this.triggerEvent('saved');
      });
    },

    changeKeys(keys: EnteredKeys) {
      this.setData({ trialFailure: null, failure: null });
      this.change({ keys, trial: { state: 'none' }, listed: [] });
    },
    change(changed: Partial<Entered>) {
      const entered = Object.assign(enteredIn(this), changed);
      this.setData(enteredView(entered, this.data.stores, serverClock.now()));
    },
  },
});
