import { serverClock } from '../../../services/phone-memory';
import { openShopPage } from '../../../platform/navigation';
import type { CallResult } from '../../../contract/call-result';
import { lossQuestion } from '../../views/loss-questions';
import { peopleView } from '../../views/people-view';
import { askShop } from '../../../services/shop-session';
import {
  type TapOn,
  loadPage,
  showAnswer,
  submit,
  submitConfirmed,
  withStores,
} from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

type PersonTap = TapOn<{ readonly id: string; readonly name: string }>;

/** Page 人员: the members, the people who wait for confirmation, and the open invites. */
Page({
  data: {
    ...FORM_PAGE_DATA, // On this page `busy` is the id of an invite.
    people: peopleView({ members: [], invites: [] }, [], 0),
  },

  onShow: loadPage,
  async load() {
    const peopleCall = withStores(askShop('list-people', {}));
    await showAnswer(this, peopleCall, ({ stores, ...people }) => ({
      people: peopleView(people, stores, serverClock.now()),
    }));
  },
  /** Waits for an action's answer and reloads the people. Meanwhile, `submit` ignores taps. */
  async reloadAfter(pendingAnswer: Promise<CallResult<unknown>>): Promise<CallResult<unknown>> {
    const peopleAnswer = await pendingAnswer;
    await this.load();
    return peopleAnswer;
  },

  openInvite() {
    openShopPage('invite');
  },
  openMember({ currentTarget }: PersonTap) {
    openShopPage('member', currentTarget.dataset.id);
  },
  async confirmJoiner({ currentTarget }: PersonTap) {
    const { id: inviteId, name } = currentTarget.dataset;
    const confirmAndReload = () => this.reloadAfter(askShop('confirm-joiner', { inviteId, name }));
    await submit(this, inviteId, confirmAndReload);
  },
  /** Revokes an invite and refuses `name`, the person who has accepted it; empty: nobody has. */
  async revoke({ currentTarget }: PersonTap) {
    const { id: inviteId, name } = currentTarget.dataset;
    const question =
      name === '' ? lossQuestion('invite', '这张邀请') : lossQuestion('joiner', name);
    const revokeAndReload = () => this.reloadAfter(askShop('revoke-invite', { inviteId }));
    await submitConfirmed(this, inviteId, question, revokeAndReload);
  },
});
