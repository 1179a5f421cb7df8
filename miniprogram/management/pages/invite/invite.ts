import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import { serverClock } from '../../../services/phone-memory';
import type { Role, Store, StoreScope } from '../../../contract/shop';
import { clockTime } from '../../../ui/wording/clock-time';
import { PAGE_PATHS } from '../../../contract/page-paths';
import { needsConfirmation } from '../../../contract/shop';
import type { Choice } from '../../views/choices';
import {
  chosenStores,
  hasChosenStores,
  rolesToInvite,
  scopeAfterTap,
  storesToGive,
  USUAL_ROLE,
} from '../../views/choices';
import type { EntryFailure } from '../../../ui/wording/failure-view';
import { entryFailure } from '../../../ui/wording/failure-view';
import type { InviteCard } from '../../views/people-view';
import { inviteCard } from '../../views/people-view';
import { afterFailure, KNOWN, LOADING } from '../../../shop/page-state';
import { askShop, askWhoIAm } from '../../../services/shop-session';

const NO_CARD: InviteCard = { title: '骑手在哪', path: PAGE_PATHS.search };

/** One invite: for which role and stores, and then its card, which is sent to one person. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: LOADING,
    roles: [] as readonly Choice<Role>[],
    role: USUAL_ROLE,
    stores: [] as readonly Choice[],
    chosen: [] as readonly string[],
    hasStores: true,
    reason: '',
    saving: false,
    failure: null as EntryFailure | null,
    /** Until when the card holds, in words; empty before there is one. */
    until: '',
    cardTitle: '',
    waits: false,
  },
  known: [] as readonly Store[],
  scope: [] as StoreScope,
  card: NO_CARD,

  onLoad() {
    void this.load();
  },
  async load() {
    const answer = await askWhoIAm();
    if (!answer.ok) {
      this.setData({ state: afterFailure(this.data.state, answer) });
      return;
    }
    const { membership, stores } = answer.data;
    const [role, scope] =
      membership.kind === 'member'
        ? [membership.role, membership.stores]
        : (['clerk', []] as const);
    const choices = storesToGive(scope, stores);
    this.known = stores;
    this.scope = choices.length === 1 ? scope : [];
    this.setData({
      state: KNOWN,
      roles: rolesToInvite(role),
      stores: choices,
      chosen: chosenStores(this.scope),
    });
  },

  chooseRole({ detail }: { readonly detail: { readonly value: Role } }) {
    this.setData({ role: detail.value, hasStores: hasChosenStores(detail.value), reason: '' });
  },
  chooseStore({ detail }: { readonly detail: { readonly value: string } }) {
    this.scope = scopeAfterTap(this.scope, detail.value);
    this.setData({ chosen: chosenStores(this.scope), reason: '' });
  },
  async make() {
    const { role, hasStores, saving } = this.data;
    if (saving) return;
    if (hasStores && this.scope.length === 0) {
      this.setData({ reason: '请至少选一家门店。' });
      return;
    }
    this.setData({ saving: true, failure: null });
    const wanted = { role, stores: hasStores ? this.scope : ('all' as const) };
    const made = await askShop('invite', wanted);
    this.setData({ saving: false, failure: made.ok ? null : entryFailure(made) });
    if (!made.ok) return;
    this.card = inviteCard(wanted, this.known, made.data.secret);
    this.setData({
      until: clockTime(made.data.expiresAt, serverClock.now()),
      cardTitle: this.card.title,
      waits: needsConfirmation(role),
    });
  },
  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    return { ...this.card };
  },
});
