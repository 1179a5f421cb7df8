import { serverClock } from '../../../services/phone-memory';
import { goToTab, inviteSecretOf } from '../../../platform/navigation';
import type { CallResult } from '../../../contract/call-result';
import type { InviteOffer } from '../../../contract/shop-api';
import { type Membership, SHOP_BOUNDS } from '../../../contract/shop';
import { type EntranceView, entranceView } from '../../../shop/entrance-view';
import { PAGE_KNOWN } from '../../../shop/page-state';
import { storeNames } from '../../../shop/roles';
import { type JoinedView, type OfferView, joinedView, offerView } from '../../views/join-view';
import { noReasons, readTexts } from '../../views/typed-text';
import { type Identity, askShop, askWhoIAm } from '../../../services/shop-session';
import { type ValueEvent, showAnswer, submitForm } from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

const RULES = { name: { most: SHOP_BOUNDS.personName, missing: '请填名字，好让店里认得你。' } };

/** Page that an invite's card opens. It shows the offer, asks for a name, and says welcome. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    /** View for a person who is a stranger or waits for confirmation; null for a member. */
    entrance: null as EntranceView | null,
    /** Offer of the invite, for a stranger; null for a member, or while a person waits. */
    offer: null as OfferView | null,
    /** View for a member; null for anyone else. */
    joined: null as JoinedView | null,
    form: { name: '' },
    reasons: noReasons<keyof typeof RULES>(),
    /** True while the page checks again whether the person has been confirmed. */
    asking: false,
  },
  secret: '',
  /** True for a person who was no member when the page was opened. */
  isNew: false,

  onLoad(query) {
    this.secret = inviteSecretOf(query);
  },
  onShow() {
    void this.load();
  },
  async load() {
    await showAnswer(this, askInvited(this.secret), ({ membership, stores, offer }) => ({
      ...this.shown(
        membership,
        membership.kind === 'member' ? storeNames(membership.stores, stores) : '',
      ),
      offer: offer === null ? null : offerView(offer),
    }));
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
    const form = readTexts(this.data.form, RULES);
    const ask = ({ name }: typeof this.data.form) =>
      askShop('accept-invite', { secret: this.secret, name });
    const names = this.data.offer?.storeNames ?? '';
    await submitForm(this, form, ask, (membership) => {
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
