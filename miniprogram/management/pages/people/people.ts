import { serverClock } from '../../../services/phone-memory';
import { confirm } from '../../../platform/dialog';
import { openShopPage } from '../../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import type { CallResult } from '../../../contract/call-result';
import type { EntryFailure } from '../../../ui/wording/failure-view';
import { entryFailure } from '../../../ui/wording/failure-view';
import { afterFailure, KNOWN, LOADING } from '../../../shop/page-state';
import type { PeopleView } from '../../views/people-view';
import { peopleView, removalQuestion } from '../../views/people-view';
import { askShop } from '../../../services/shop-session';
import { askWithStores } from '../../ask-with-stores';

const NOBODY: PeopleView = { joiners: [], isConfirming: false, members: [], invites: [] };

/** 人员: who is in, who waits to be let in, which invites are open. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: LOADING,
    people: NOBODY,
    /** The invite or the member that something is being done about; empty when there is none. */
    acting: '',
    failure: null as EntryFailure | null,
  },

  onShow() {
    void this.load();
  },
  async load() {
    const answer = await askWithStores('list-people', {});
    if (!answer.ok) {
      this.setData({ state: afterFailure(this.data.state, answer) });
      return;
    }
    const { answered, stores } = answer.data;
    this.setData({
      state: KNOWN,
      people: peopleView(answered, stores, serverClock.now()),
    });
  },

  invite() {
    openShopPage('invite');
  },
  change({ currentTarget }: PersonTap) {
    openShopPage('member', currentTarget.dataset.id);
  },
  async letIn({ currentTarget }: PersonTap) {
    const { id: inviteId, name } = currentTarget.dataset;
    await this.act(inviteId, () => askShop('confirm-joiner', { inviteId, name }));
  },
  async revoke({ currentTarget }: PersonTap) {
    const { id: inviteId } = currentTarget.dataset;
    await this.act(inviteId, () => askShop('revoke-invite', { inviteId }));
  },
  async remove({ currentTarget }: PersonTap) {
    const { id: staffId, name } = currentTarget.dataset;
    if (!(await confirm(removalQuestion(name)))) return;
    await this.act(staffId, () => askShop('remove-member', { staffId }));
  },
  async act(id: string, ask: () => Promise<CallResult<unknown>>) {
    // A second tap before there is an answer would be refused, and told of as if the first had been.
    if (this.data.acting !== '') return;
    this.setData({ acting: id });
    const done = await ask();
    this.setData({ failure: done.ok ? null : entryFailure(done) });
    await this.load();
    this.setData({ acting: '' });
  },
});

type PersonTap = WechatMiniprogram.TouchEvent<
  Record<string, never>,
  Record<string, never>,
  { readonly id: string; readonly name: string }
>;
