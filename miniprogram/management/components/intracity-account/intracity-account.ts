import { type Store, SHOP_BOUNDS } from '../../../contract/shop';
import type { Account } from '../../../contract/shop-settings';
import type { WeChatStore } from '../../../contract/shop-api';
import { serverClock } from '../../../services/phone-memory';
import { askShop } from '../../../services/shop-session';
import { ownState } from '../../../ui/own-state';
import { type EntryFailure, entryFailure } from '../../../ui/wording/failure-view';
import type { Choice } from '../../views/choices';
import {
  type FormState,
  type KeysUse,
  type Trial,
  formState,
  intracityDraft,
  keysQuestion,
} from '../../views/intracity-form';
import {
  type EnteredKeys,
  type KeyRow,
  enteredKeysOf,
  keyRows,
  keysDraft,
  mayAddCertificate,
  UNREAD_KEY,
  unreadIn,
  withEntered,
  withoutCertificate,
  withSecondCertificate,
} from '../../views/intracity-keys';
import {
  type ChosenStores,
  type StoreRow,
  boundStores,
  matchedStores,
  storeRows,
  wechatChoices,
  withChosen,
} from '../../views/intracity-stores';
import { type TapOn, type ValueEvent, FORM_DATA, submit } from '../../form-page';

interface Entered {
  keys: EnteredKeys;
  chosen: ChosenStores;
  listed: readonly WeChatStore[];
  trial: Trial;
}

const NOTHING: Readonly<Entered> = {
  keys: enteredKeysOf(null),
  chosen: {},
  listed: [],
  trial: { state: 'none' },
};
const NO_STATE: FormState = formState(NOTHING.keys, NOTHING.chosen, NOTHING.trial);

/** What is entered in each form, kept outside its data, so that no key is in a page's data. */
const enteredIn = ownState<Entered>(() => ({ ...NOTHING }));

/**
 * Form of an account of 同城配送: the keys, and WeChat's store for each store of the shop. Emits
 * `saved`.
 */
Component({
  properties: {
    /** Stored account; null for a new one. */
    account: { type: null, value: null as Account | null },
    stores: { type: Array, value: [] as readonly Store[] },
    appId: { type: String, value: '' },
    /** Tells whether `appId` is the mini-program in which this page runs. */
    isOwn: { type: Boolean, value: false },
  },
  data: {
    ...FORM_DATA,
    rows: [] as readonly KeyRow[],
    form: NO_STATE,
    /** Id of the open row: of a key, a number, or a store; empty when no row is open. */
    openRow: '',
    mayAdd: true,
    /** State of the trial of the keys at WeChat. `form` has its result in words. */
    trial: NOTHING.trial.state,
    trialFailure: null as EntryFailure | null,
    choices: [] as readonly Choice[],
    storeRows: [] as readonly StoreRow[],
    /** True when the cloud cannot decrypt the saved keys any more. */
    isLost: false,
    asked: keysQuestion(false),
    /** Answer to the question whether anybody signs with the AppID's keys; empty until answered. */
    isUsed: '',
    most: SHOP_BOUNDS.pasted,
  },
  lifetimes: {
    attached() {
      const { account, stores, isOwn } = this.data;
      const isUsed = account === null ? '' : 'yes';
      this.setData({ isLost: account?.secret === 'lost', asked: keysQuestion(isOwn), isUsed });
      this.change({
        keys: enteredKeysOf(account),
        chosen: boundStores(stores, account?.bindings ?? []),
      });
      this.settle('');
    },
    detached() {
      Object.assign(enteredIn(this), NOTHING);
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

    /**
     * Opens the row `openRow`. With '' closes the open row, and tries complete keys not tried yet.
     */
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
        Object.assign(enteredIn(this), NOTHING);
        this.triggerEvent('saved');
      });
    },

    changeKeys(keys: EnteredKeys) {
      this.setData({ trialFailure: null, failure: null });
      this.change({ keys, trial: { state: 'none' }, listed: [] });
    },
    change(changed: Partial<Entered>) {
      const { keys, chosen, listed, trial } = Object.assign(enteredIn(this), changed);
      const { stores } = this.data;
      this.setData({
        rows: keyRows(keys, serverClock.now()),
        form: formState(keys, chosen, trial),
        mayAdd: mayAddCertificate(keys),
        trial: trial.state,
        choices: wechatChoices(listed, stores),
        storeRows: storeRows(chosen, stores, listed),
      });
    },
  },
});
