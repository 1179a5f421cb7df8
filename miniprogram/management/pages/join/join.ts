import { serverClock } from '../../../services/phone-memory';
import { goToTab, inviteSecretOf } from '../../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import type { Membership } from '../../../contract/shop';
import { SHOP_BOUNDS } from '../../../contract/shop';
import type { EntranceView } from '../../../shop/entrance-view';
import { entranceView } from '../../../shop/entrance-view';
import { KNOWN, LOADING } from '../../../shop/page-state';
import { ROLE_NAMES } from '../../../shop/roles';
import { noReasons, readTexts } from '../../views/typed-text';
import { askShop } from '../../../services/shop-session';
import type { ValueEvent } from '../../form-page';
import { FORM, showAnswer, submitForm } from '../../form-page';

const RULES = {
  name: { most: SHOP_BOUNDS.personName, missing: '请填名字，好让店里认得你。' },
};

/** Page that an invite's card opens: asks for the person's name; some roles need confirmation. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: LOADING,
    ...FORM,
    /** View for a person who is not a member of the shop yet; null for a member. */
    entrance: null as EntranceView | null,
    /** Role of a member in words; empty for anyone else. */
    roleName: '',
    form: { name: '' },
    reasons: noReasons<keyof typeof RULES>(),
    /** True while the page checks again whether the person has been confirmed. */
    asking: false,
  },
  secret: '',

  onLoad(query) {
    this.secret = inviteSecretOf(query);
  },
  onShow() {
    void this.load();
  },
  async load() {
    await showAnswer(this, askShop('me', {}), shownMembership);
  },
  async reload() {
    this.setData({ asking: true });
    await this.load();
    this.setData({ asking: false });
  },

  setName({ detail }: ValueEvent) {
    this.setData({ form: { name: detail.value }, reasons: {} });
  },
  async accept() {
    const form = readTexts(this.data.form, RULES);
    const ask = ({ name }: typeof this.data.form) =>
      askShop('accept-invite', { secret: this.secret, name });
    await submitForm(this, form, ask, (membership) => {
      this.setData({ state: KNOWN, ...shownMembership(membership) });
    });
  },
  openSearch() {
    goToTab('search');
  },
});

function shownMembership(membership: Membership) {
  return {
    entrance: entranceView(membership, serverClock.now()),
    roleName: membership.kind === 'member' ? ROLE_NAMES[membership.role] : '',
  };
}
