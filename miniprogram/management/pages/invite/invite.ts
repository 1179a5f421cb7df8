import { serverClock } from '../../../services/phone-memory';
import { clockTime } from '../../../ui/wording/measures';
import { PAGE_PATHS } from '../../../contract/page-paths';
import { type Role, type Store, needsConfirmation } from '../../../contract/shop';
import {
  type Choice,
  chosenAfterTap,
  hasChosenStores,
  readScope,
  rolesToInvite,
  storesToGive,
  USUAL_ROLE,
  usualStores,
} from '../../views/choices';
import { inviteCard } from '../../views/people-view';
import { accepted, joinForms, noReasons } from '../../views/typed-text';
import { askWhoIAm } from '../../../services/shop-session';
import { type ValueEvent, loads, showAnswer, submitForm } from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

/** Person outside the shop, who can invite nobody. */
const NOBODY = { name: '', role: 'clerk', stores: [] } as const;

const NO_CARD: ReturnType<typeof inviteCard> = { title: '骑手在哪', path: PAGE_PATHS.search };

/** Page that creates an invite: first its role and stores, then a chat card to send to a person. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    roles: [] as readonly Choice<Role>[],
    role: USUAL_ROLE,
    stores: [] as readonly Choice[],
    chosen: [] as readonly string[],
    hasStores: true,
    reasons: noReasons<'stores'>(),
    /** Expiry time of the card in words; empty before the card exists. */
    validUntil: '',
    cardTitle: '',
    needsConfirmation: false,
  },
  inviterName: '',
  allStores: [] as readonly Store[],
  card: NO_CARD,

  onLoad: loads,
  async load() {
    await showAnswer(this, askWhoIAm(), ({ membership, stores }) => {
      const { name, role, stores: scope } = membership.kind === 'member' ? membership : NOBODY;
      this.inviterName = name;
      this.allStores = stores;
      return {
        roles: rolesToInvite(role),
        stores: storesToGive(scope, stores),
        chosen: usualStores(scope, stores),
      };
    });
  },

  chooseRole({ detail: { value: role } }: ValueEvent<unknown, Role>) {
    this.setData({ role, hasStores: hasChosenStores(role), reasons: {} });
  },
  chooseStore({ detail }: ValueEvent) {
    this.setData({ chosen: chosenAfterTap(this.data.chosen, detail.value), reasons: {} });
  },
  async createInvite() {
    const { role } = this.data;
    const { inviterName } = this;
    const stores = readScope(role, this.data.chosen);
    const form = joinForms({ role: accepted(role), stores });
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
