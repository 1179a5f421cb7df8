import { copyText } from '../../../platform/clipboard';
import { decodeQuery, goBack, openShopPage } from '../../../platform/navigation';
import type { MiniProgram } from '../../../contract/mini-programs';
import type { Account } from '../../../contract/shop-settings';
import { askShop } from '../../../services/shop-session';
import { sentenceForOwner } from '../../../ui/wording/failure-view';
import { lossQuestion } from '../../views/loss-questions';
import {
  SECRET_KEPT_CHOICES,
  NOTHING_PASTED,
  OWN_RESET_WARNING,
  OWNER_CHOICES,
  readMiniProgramForm,
  recognisePasted,
  RESET_WARNING,
} from '../../views/mini-program-form';
import { type Reading, canAskWeChat, readingView } from '../../views/mini-program-reading';
import { noReasons } from '../../views/typed-text';
import {
  type TapOn,
  type ValueEvent,
  joinTwo,
  loadPage,
  showAnswer,
  submitConfirmed,
  submitForm,
} from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

/** Page of a mini-program and of its accounts at WeChat. The AppSecret is never in page data. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    places: OWNER_CHOICES,
    keptChoices: SECRET_KEPT_CHOICES,
    warning: RESET_WARNING,
    entry: null as MiniProgram | null,
    isForm: true,
    /** Answers, at first empty: `another` or `own` mini-program; AppSecret kept, `yes` or `no`. */
    place: '',
    kept: '',
    name: '',
    box: '',
    hasAppId: false,
    hasSecret: false,
    reasons: noReasons<'pasted' | 'name'>(),
    reading: readingView(null, []),
    hasAccounts: false,
    isReading: false,
    copyRefused: '',
  },
  appId: '',
  pasted: NOTHING_PASTED,
  entries: [] as readonly MiniProgram[],
  accounts: [] as readonly Account[],
  read: null as Reading,

  onLoad(query) {
    this.appId = decodeQuery(query)['id'] ?? '';
  },
  onShow: loadPage,
  async load() {
    const pageCalls = joinTwo(askShop('list-mini-programs', {}), askShop('list-accounts', {}));
    await showAnswer(this, pageCalls, ({ miniPrograms, accounts }) => {
      this.entries = miniPrograms;
      this.accounts = accounts.filter(({ appId }) => appId === this.appId);
      const reading = readingView(this.read, this.accounts);
      const shownData = { reading, hasAccounts: this.accounts.length > 0 };
      if (this.appId === '') return shownData;
      const entry = miniPrograms.find(({ appId }) => appId === this.appId);
      if (entry === undefined) return null;
      if (this.data.entry?.version === entry.version) return shownData;
      const isForm = !canAskWeChat(entry);
      if (!isForm) void this.readAtWeChat();
      return { ...shownData, entry, isForm, name: entry.name, kept: '' };
    });
  },

  choosePlace({ detail }: ValueEvent) {
    const ownEntry = this.entries.find(({ isOwn }) => isOwn && detail.value === 'own');
    this.setData({ place: detail.value, name: ownEntry?.name ?? '' });
    this.readBox('');
  },
  chooseKept({ detail }: ValueEvent) {
    const isOwn = this.data.entry?.isOwn ?? this.data.place === 'own';
    const warning = isOwn ? OWN_RESET_WARNING : RESET_WARNING;
    this.setData({ kept: detail.value, warning });
  },
  toggleKept() {
    this.setData({ kept: this.data.kept === 'yes' ? '' : 'yes' });
    this.readBox('');
  },
  paste({ detail }: ValueEvent) {
    this.readBox(detail.value);
  },
  /** Reads the text of the box for pasting, and masks the secret in the box. */
  readBox(text: string) {
    this.pasted = recognisePasted(text, this.pasted);
    const { shown: box, appId, secret } = this.pasted;
    const recognised = { hasAppId: appId !== '', hasSecret: secret !== '' };
    this.setData({ box, ...recognised, 'reasons.pasted': '' });
  },
  setName({ detail }: ValueEvent) {
    this.setData({ name: detail.value, 'reasons.name': '' });
  },
  async save() {
    const { entry, place, kept, name } = this.data;
    const ownEntry = this.entries.find(({ isOwn }) => isOwn && place === 'own');
    const knownAppId = entry?.appId ?? ownEntry?.appId ?? '';
    const keepsSecret = entry?.secret === 'set' || (entry !== null && kept !== 'yes');
    const form = readMiniProgramForm(name, this.pasted, knownAppId, keepsSecret);
    await submitForm(this, 'save-mini-program', form, (savedEntry) => {
      this.readBox('');
      this.appId = savedEntry.appId;
      this.read = null;
      if (canAskWeChat(savedEntry)) void this.load();
      else goBack();
    });
  },

  async readAtWeChat() {
    if (this.data.isReading) return;
    this.setData({ isReading: true });
    this.read = await askShop('read-mini-program', { appId: this.appId });
    this.setData({ isReading: false, reading: readingView(this.read, this.accounts) });
  },
  openAccount({ currentTarget }: TapOn<Readonly<Record<string, string>>>) {
    const { id = '', kind = '', company = '', shop = '' } = currentTarget.dataset;
    const preset = { appId: this.appId, kind, company, shopId: shop };
    openShopPage('account', id || undefined, preset);
  },
  async copy({ currentTarget }: TapOn<{ text: string }>) {
    this.setData({ copyRefused: sentenceForOwner(await copyText(currentTarget.dataset.text)) });
  },
  takeSaved({ detail }: ValueEvent<unknown, MiniProgram>) {
    this.setData({ entry: detail.value });
  },
  showForm() {
    this.setData({ isForm: true });
  },
  async remove() {
    if (this.data.entry === null) return;
    const { appId, version, name } = this.data.entry;
    const removeMiniProgram = () => askShop('remove-mini-program', { appId, version });
    const question = lossQuestion('mini-program', `“${name}”`);
    await submitConfirmed(this, 'remove', question, removeMiniProgram, goBack);
  },
});
