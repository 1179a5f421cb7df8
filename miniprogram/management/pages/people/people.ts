import { serverClock } from '../../../services/phone-memory';
import { openShopPage } from '../../../platform/navigation';
import type { CallResult } from '../../../contract/call-result';
import {
  type PeopleView,
  peopleView,
  refusalQuestion,
  REVOKING_QUESTION,
} from '../../views/people-view';
import { askShop } from '../../../services/shop-session';
import { type TapOn, showAnswer, submit, submitConfirmed, withStores } from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

const NOBODY: PeopleView = {
  joiners: [],
  isConfirming: false,
  members: [],
  invites: [],
};

type PersonTap = TapOn<{ readonly id: string; readonly name: string }>;

/** Page 人员: the members, the people who wait for confirmation, and the open invites. */
Page({
  data: {
    ...FORM_PAGE_DATA, // On this page `busy` is the id of an invite.
    people: NOBODY,
  },

  onShow() {
    void this.load();
  },
  async load() {
    const listed = withStores(askShop('list-people', {}));
    await showAnswer(this, listed, ({ stores, ...people }) => ({
      people: peopleView(people, stores, serverClock.now()),
    }));
  },
  /** Reloads the list after an action. `submit` ignores further taps until the list is loaded. */
  async reloadAfter(asked: Promise<CallResult<unknown>>): Promise<CallResult<unknown>> {
    const answer = await asked;
    await this.load();
    return answer;
  },

  openInvite() {
    openShopPage('invite');
  },
  openMember({ currentTarget }: PersonTap) {
    openShopPage('member', currentTarget.dataset.id);
  },
  async confirmJoiner({ currentTarget }: PersonTap) {
    const { id: inviteId, name } = currentTarget.dataset;
    const ask = () => this.reloadAfter(askShop('confirm-joiner', { inviteId, name }));
    await submit(this, inviteId, ask);
  },
  async refuseJoiner({ currentTarget }: PersonTap) {
    const { id, name } = currentTarget.dataset;
    await this.revoke(id, refusalQuestion(name));
  },
  async revokeInvite({ currentTarget }: PersonTap) {
    await this.revoke(currentTarget.dataset.id, REVOKING_QUESTION);
  },
  async revoke(inviteId: string, question: typeof REVOKING_QUESTION) {
    const ask = () => this.reloadAfter(askShop('revoke-invite', { inviteId }));
    await submitConfirmed(this, inviteId, question, ask);
  },
});
