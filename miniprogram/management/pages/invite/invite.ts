import { serverClock } from '../../../services/phone-memory';
import { clockTime } from '../../../ui/wording/measures';
import { PAGE_PATHS } from '../../../contract/page-paths';
import { type Role, type Store, type StoreScope, needsConfirmation } from '../../../contract/shop';
import {
  type Choice,
  chosenStores,
  hasChosenStores,
  readScope,
  rolesToInvite,
  scopeAfterTap,
  storesToGive,
  USUAL_ROLE,
  usualScope,
} from '../../views/choices';
import { type InviteCard, inviteCard } from '../../views/people-view';
import { noReasons } from '../../views/typed-text';
import { askShop, askWhoIAm } from '../../../services/shop-session';
import { type ValueEvent, showAnswer, submitForm } from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

/** Person outside the shop, who can invite nobody. */
const NOBODY = { name: '', role: 'clerk', stores: [] } as const;

const NO_CARD: InviteCard = { title: '骑手在哪', path: PAGE_PATHS.search };

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
  scope: [] as StoreScope,
  card: NO_CARD,

  onLoad() {
    void this.load();
  },
  async load() {
    await showAnswer(this, askWhoIAm(), ({ membership, stores }) => {
      const { name, role, stores: scope } = membership.kind === 'member' ? membership : NOBODY;
      this.inviterName = name;
      this.allStores = stores;
      this.scope = usualScope(scope, stores);
      return {
        roles: rolesToInvite(role),
        stores: storesToGive(scope, stores),
        chosen: chosenStores(this.scope),
      };
    });
  },

  chooseRole({ detail: { value: role } }: ValueEvent<unknown, Role>) {
    this.setData({ role, hasStores: hasChosenStores(role), reasons: {} });
  },
  chooseStore({ detail }: ValueEvent) {
    this.scope = scopeAfterTap(this.scope, detail.value);
    this.setData({ chosen: chosenStores(this.scope), reasons: {} });
  },
  async createInvite() {
    const { role } = this.data;
    const { inviterName } = this;
    const form = readScope(role, this.scope);
    const ask = (stores: StoreScope) => askShop('invite', { role, stores });
    await submitForm(this, form, ask, ({ secret, expiresAt }, stores) => {
      this.card = inviteCard({ role, stores }, this.allStores, { inviterName, secret });
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
