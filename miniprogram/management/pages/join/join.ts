import { serverClock } from '../../../services/phone-memory';
import { givenIn, goToTab } from '../../../platform/navigation';
import type { CallResult } from '../../../contract/call-result';
import type { InviteOffer } from '../../../contract/shop-api';
import { type Membership, SHOP_BOUNDS } from '../../../contract/shop';
import { type EntranceView, entranceView } from '../../../shop/entrance-view';
import { PAGE_KNOWN } from '../../../shop/page-state';
import { storeNames } from '../../../shop/roles';
import { joinedView, offerView } from '../../views/join-view';
import { accepted, joinForms, noReasons, readText } from '../../views/typed-text';
import { type Identity, askShop, askWhoIAm } from '../../../services/shop-session';
import { type ValueEvent, loads, showAnswer, submitForm } from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

/** Page that an invite's card opens. It shows the offer, asks for a name, and says welcome. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    /** View for a person who is a stranger or waits for confirmation; null for a member. */
    entrance: null as EntranceView | null,
    /** Offer of the invite, for a stranger; null for a member, or while a person waits. */
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
    this.secret = givenIn(query)['invite'] ?? '';
  },
  onShow: loads,
  async load() {
    await showAnswer(this, askInvited(this.secret), ({ membership, stores, offer }) => {
      const names = membership.kind === 'member' ? storeNames(membership.stores, stores) : '';
      return { ...this.shown(membership, names), offer: offer && offerView(offer) };
    });
  },
  async reload() {
    this.setData({ asking: true });
    await this.load();
    this.setData({ asking: false });
  },
  shown(membership: Membership, storeNames: string) {
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
      secret: accepted(this.secret),
      name: readText('name', name, SHOP_BOUNDS.personName, '请填名字，好让店里认得你。'),
    });
    const names = this.data.offer?.storeNames ?? '';
    await submitForm(this, 'accept-invite', form, (membership) => {
      this.setData({ state: PAGE_KNOWN, ...this.shown(membership, names) });
    });
  },
  goOn() {
    if (this.data.joined !== null) goToTab(this.data.joined.tab);
  },
});

/** Asks the cloud who has opened the page and, for a stranger, what the invite offers. */
async function askInvited(
  secret: string,
): Promise<CallResult<Identity & { readonly offer: InviteOffer | null }>> {
  const known = await askWhoIAm();
  if (!known.ok) return known;
  if (known.data.membership.kind !== 'stranger')
    return { ...known, data: { ...known.data, offer: null } };
  const seen = await askShop('see-invite', { secret });
  return seen.ok ? { ...seen, data: { ...known.data, offer: seen.data } } : seen;
}
