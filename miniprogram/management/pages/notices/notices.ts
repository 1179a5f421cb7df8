import { openShopPage } from '../../../platform/navigation';
import type { Role } from '../../../contract/shop';
import { serverClock } from '../../../services/phone-memory';
import { askShop, roleOnThisPhone } from '../../../services/shop-session';
import { QUIET_CHOICES, quietWords } from '../../../ui/wording/quiet-wording';
import { type RobotRow, type WatchView, robotRow, watchView } from '../../views/notices-view';
import { type MessagesView, messagesView } from '../../views/messages-view';
import { QUIET_OPTIONS } from '../../views/robot-form';
import { type TapOn, type ValueEvent, joinTwo, showAnswer, submit } from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

/** Page 提醒: robots in group chats of stores, and subscribe messages. Clerks see only the latter. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    isClerk: true,
    rows: [] as readonly RobotRow[],
    messages: null as MessagesView | null,
    watch: null as WatchView,
    quietOptions: QUIET_OPTIONS,
  },
  role: null as Role | null,

  onShow() {
    void this.load();
  },
  async load() {
    this.role = await roleOnThisPhone();
    const isClerk = this.role === 'clerk';
    const call = askShop('message-door', {});
    const now = serverClock.now();
    if (isClerk)
      await showAnswer(this, call, (own) => ({ isClerk, messages: messagesView(own, this.role) }));
    else
      await showAnswer(this, joinTwo(call, askShop('list-robots', {})), (data) => ({
        isClerk,
        rows: data.robots.map((robot) => robotRow(robot, now)),
        messages: messagesView(data, this.role),
        watch: watchView(data, data, now),
      }));
  },
  openRobot({ currentTarget }: TapOn<{ id: string }>) {
    openShopPage('robot', currentTarget.dataset.id);
  },
  openTemplate() {
    if (this.data.messages?.mayChoose === true) openShopPage('message-template');
  },
  onMessageAccepted({ detail }: { readonly detail: { readonly left: number } }) {
    this.setData({ 'messages.left': detail.left });
  },
  async chooseQuiet({ detail }: ValueEvent) {
    const quietChoice = QUIET_CHOICES.find(({ text }) => text === detail.value);
    if (quietChoice === undefined) return;
    const { quiet } = quietChoice;
    await submit(
      this,
      'quiet',
      () => askShop('save-own-quiet-hours', { quiet }),
      () => {
        this.setData({ 'messages.quiet': [quietWords(quiet)] });
      },
    );
  },
});
