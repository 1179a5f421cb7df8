import { serverClock } from '../../../services/phone-memory';
import { goToTab, inviteSecretOf } from '../../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import type { Membership } from '../../../contract/shop';
import { SHOP_BOUNDS } from '../../../contract/shop';
import type { EntranceView } from '../../../shop/entrance-view';
import { entranceView } from '../../../shop/entrance-view';
import type { EntryFailure } from '../../../ui/wording/failure-view';
import { entryFailure } from '../../../ui/wording/failure-view';
import { afterFailure, KNOWN, LOADING } from '../../../shop/page-state';
import { ROLE_NAMES } from '../../../shop/roles';
import { nameReason } from '../../views/typed-text';
import { askShop } from '../../../services/shop-session';

/** Opened from an invite's card: asks for the name, and waits with whoever has to be confirmed. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: LOADING,
    /** How it stands with somebody who is not in; null for a member. */
    entrance: null as EntranceView | null,
    /** Of a member. */
    roleName: '',
    name: '',
    reason: '',
    saving: false,
    /** Whoever waits asks whether they are in. */
    asking: false,
    failure: null as EntryFailure | null,
  },
  secret: '',

  onLoad(query) {
    this.secret = inviteSecretOf(query);
  },
  onShow() {
    void this.load();
  },
  async load() {
    const me = await askShop('me', {});
    if (me.ok) this.meet(me.data);
    else this.setData({ state: afterFailure(this.data.state, me) });
  },
  async again() {
    this.setData({ asking: true });
    await this.load();
    this.setData({ asking: false });
  },
  meet(membership: Membership) {
    this.setData({
      state: KNOWN,
      entrance: entranceView(membership, serverClock.now()),
      roleName: membership.kind === 'member' ? ROLE_NAMES[membership.role] : '',
    });
  },

  typed({ detail }: { readonly detail: { readonly value: string } }) {
    this.setData({ name: detail.value, reason: '' });
  },
  async accept() {
    const { name, saving } = this.data;
    if (saving) return;
    const { name: reason = '' } = nameReason(
      'name',
      name,
      SHOP_BOUNDS.personName,
      '请填名字，好让店里认得你。',
    );
    this.setData({ reason });
    if (reason !== '') return;
    this.setData({ saving: true, failure: null });
    const accepted = await askShop('accept-invite', { secret: this.secret, name: name.trim() });
    this.setData({ saving: false, failure: accepted.ok ? null : entryFailure(accepted) });
    if (accepted.ok) this.meet(accepted.data);
  },
  start() {
    goToTab('search');
  },
});
