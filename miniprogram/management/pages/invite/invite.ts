import { serverClock } from '../../../services/phone-memory';
import { clockTime } from '../../../ui/wording/measures';
import { PAGE_PATHS } from '../../../contract/page-paths';
import { type Role, type Store, needsConfirmation } from '../../../contract/shop';
import {
  type Choice,
  toggleChosen,
  needsStoreChoice,
  readStores,
  rolesToInvite,
  storesToGive,
  DEFAULT_ROLE,
  defaultStores,
} from '../../views/choices';
import { inviteCard } from '../../views/people-view';
import { accept, joinForms, noReasons } from '../../views/typed-text';
import { askIdentity } from '../../../services/shop-session';
import { type ValueEvent, loadPage, showAnswer, submitForm } from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

/** Data of a person who is no member of the shop and can invite nobody. */
const STRANGER = { name: '', role: 'clerk', stores: [] } as const;

const NO_CARD: ReturnType<typeof inviteCard> = { title: '骑手在哪', path: PAGE_PATHS.search };

/** Page that makes an invite: first role and stores, then a card to send in a chat. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    roles: [] as readonly Choice<Role>[],
    role: DEFAULT_ROLE,
    stores: [] as readonly Choice[],
    chosen: [] as readonly string[],
    hasStores: true,
    reasons: noReasons<'stores'>(),
    /** Time when the invite expires, in words; empty before the invite is made. */
    validUntil: '',
    cardTitle: '',
    needsConfirmation: false,
  },
  inviterName: '',
  allStores: [] as readonly Store[],
  card: NO_CARD,

  onLoad: loadPage,
  async load() {
    await showAnswer(this, askIdentity(), ({ membership, stores }) => {
      const { name, role, stores: scope } = membership.kind === 'member' ? membership : STRANGER;
      this.inviterName = name;
      this.allStores = stores;
      return {
        roles: rolesToInvite(role),
        stores: storesToGive(scope, stores),
        chosen: defaultStores(scope, stores),
      };
    });
  },

  chooseRole({ detail: { value: role } }: ValueEvent<unknown, Role>) {
    this.setData({ role, hasStores: needsStoreChoice(role), reasons: {} });
  },
  chooseStore({ detail }: ValueEvent) {
    this.setData({ chosen: toggleChosen(this.data.chosen, detail.value), reasons: {} });
  },
  async createInvite() {
    const { role } = this.data;
    const { inviterName } = this;
    const stores = readStores(role, this.data.chosen);
    const form = joinForms({ role: accept(role), stores });
    await submitForm(this, 'invite', form, ({ secret, expiresAt }) => {
      if (form.ok) this.card = inviteCard(form.value, this.allStores, { inviterName, secret });
      this.setData({
        validUntil: clockTime(expiresAt, serverClock.now()),
        cardTitle: this.card.title,
        needsConfirmation: needsConfirmation(role),
      });
    });
  },
  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return { ...this.card };
  },
});
