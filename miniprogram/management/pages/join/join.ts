import { serverClock } from '../../../services/phone-memory';
import { decodeQuery, goToTab } from '../../../platform/navigation';
import type { CallResult } from '../../../contract/call-result';
import type { InviteOffer } from '../../../contract/shop-api';
import { type Membership, SHOP_BOUNDS } from '../../../contract/shop';
import { type EntranceView, entranceView } from '../../../shop/entrance-view';
import { PAGE_KNOWN } from '../../../shop/page-state';
import { storeNames } from '../../../shop/roles';
import { joinedView, offerView } from '../../views/join-view';
import { accept, joinForms, noReasons, readText } from '../../views/typed-text';
import { type Identity, askShop, askIdentity } from '../../../services/shop-session';
import { type ValueEvent, loadPage, showAnswer, submitForm } from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

/** Page that an invite's card opens: shows the invite, asks for a name, and welcomes the person. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    /** View for a person who is no member, or who waits for a confirmation; null for a member. */
    entrance: null as EntranceView | null,
    /** What the invite offers; null for a member and for a person who waits for a confirmation. */
    offer: null as ReturnType<typeof offerView> | null,
    joined: null as ReturnType<typeof joinedView> | null,
    form: { name: '' },
    reasons: noReasons<'name'>(),
    asking: false,
  },
  secret: '',
  /** True for a person who was no member when the page was opened. */
  isNew: false,

  onLoad(query) {
    this.secret = decodeQuery(query)['invite'] ?? '';
  },
  onShow: loadPage,
  async load() {
    await showAnswer(this, askMembershipAndOffer(this.secret), ({ membership, stores, offer }) => {
      const names = membership.kind === 'member' ? storeNames(membership.stores, stores) : '';
      return { ...this.membershipData(membership, names), offer: offer && offerView(offer) };
    });
  },
  async reload() {
    this.setData({ asking: true });
    await this.load();
    this.setData({ asking: false });
  },
  membershipData(membership: Membership, storeNames: string) {
    const isMember = membership.kind === 'member';
    this.isNew ||= !isMember;
    return {
      entrance: entranceView(membership, serverClock.now()),
      joined: isMember ? joinedView(membership, storeNames, this.isNew) : null,
    };
  },

  setName({ detail }: ValueEvent) {
    this.setData({ form: { name: detail.value }, reasons: {} });
  },
  async accept() {
    const { name } = this.data.form;
    const form = joinForms({
      secret: accept(this.secret),
      name: readText('name', name, SHOP_BOUNDS.personName, '请填名字，好让店里认得你。'),
    });
    const offeredStoreNames = this.data.offer?.storeNames ?? '';
    await submitForm(this, 'accept-invite', form, (membership) => {
      this.setData({ state: PAGE_KNOWN, ...this.membershipData(membership, offeredStoreNames) });
    });
  },
  openNextTab() {
    if (this.data.joined !== null) goToTab(this.data.joined.tab);
  },
});

/** Asks the cloud for the person's membership and, if there is none, for what the invite offers. */
async function askMembershipAndOffer(
  secret: string,
): Promise<CallResult<Identity & { readonly offer: InviteOffer | null }>> {
  const identity = await askIdentity();
  if (!identity.ok) return identity;
  if (identity.data.membership.kind !== 'stranger')
    return { ...identity, data: { ...identity.data, offer: null } };
  const offer = await askShop('see-invite', { secret });
  return offer.ok ? { ...offer, data: { ...identity.data, offer: offer.data } } : offer;
}
