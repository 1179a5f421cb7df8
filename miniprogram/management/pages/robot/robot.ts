import { ROBOT_NAMES } from '../../../contract/notices';
import type { RobotDraft } from '../../../contract/shop-api';
import { decodeQuery, goBack } from '../../../platform/navigation';
import { serverClock } from '../../../services/phone-memory';
import { askShop } from '../../../services/shop-session';
import { QUIET_CHOICES, quietWords } from '../../../ui/wording/quiet-wording';
import { type RobotRow, robotRow } from '../../views/notices-view';
import {
  NO_TRIAL,
  NOTHING_PASTED,
  sampleMessage,
  QUIET_OPTIONS,
  readPastedRobot,
  readRobotForm,
  robotGuides,
  robotRemovalQuestion,
  trialView,
} from '../../views/robot-form';
import { type ValueEvent, showAnswer, submit, submitConfirmed } from '../../form-page';
import { FORM_PAGE_DATA } from '../../page-data';

/** Page of a store's group-chat robot. It can be saved only after it has sent a test message. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    row: null as RobotRow | null,
    isForm: true,
    box: '',
    /** Name of the service (企业微信, 飞书) whose robot address was pasted; empty if unknown. */
    kindName: '',
    hasSign: false,
    guides: robotGuides(null),
    sample: '',
    trial: NO_TRIAL,
    quietOptions: QUIET_OPTIONS,
    quiet: [] as readonly string[],
  },
  storeId: '',
  pasted: NOTHING_PASTED,
  signSecret: '',
  /** Entered robot that sent the last test message; only it can be saved. Null before a test. */
  triedRobot: null as RobotDraft | null,

  onLoad(query) {
    this.storeId = decodeQuery(query)['id'] ?? '';
    void this.load();
  },
  async load() {
    await showAnswer(this, askShop('list-robots', {}), ({ robots }) => {
      const robot = robots.find(({ storeId }) => storeId === this.storeId);
      if (robot === undefined) return null;
      const now = serverClock.now();
      return {
        row: robotRow(robot, now),
        isForm: robot.kind === null,
        sample: sampleMessage(robot.storeName, now),
        quiet: [quietWords(robot.quiet)],
      };
    });
  },

  showForm() {
    this.setData({ isForm: true });
    this.forgetTrial();
  },
  /** Reads the text of the box for pasting, and masks the robot's key in the box. */
  paste({ detail }: ValueEvent) {
    this.pasted = readPastedRobot(detail.value, this.pasted);
    const { kind, shown: box, reason } = this.pasted;
    const hasSign = kind === 'feishu';
    if (!hasSign) this.signSecret = '';
    const kindName = kind === null ? '' : ROBOT_NAMES[kind];
    this.setData({ box, kindName, hasSign, guides: robotGuides(kind) });
    this.forgetTrial(reason);
  },
  enterSign({ detail }: ValueEvent) {
    this.signSecret = detail.value;
    this.forgetTrial();
  },
  /** Forgets the last test message, because the person has entered another robot. */
  forgetTrial(address = '') {
    this.triedRobot = null;
    this.setData({ trial: { ...NO_TRIAL, reasons: { address } }, failure: null });
  },

  /** Sends a test message by the robot in the form or, if no form is shown, by the stored robot. */
  async sendTestMessage() {
    if (this.data.busy !== '') return;
    const { storeId } = this;
    if (this.data.isForm) {
      const form = readRobotForm(storeId, this.pasted, this.signSecret);
      this.triedRobot = form.ok ? form.value : null;
      this.setData({ trial: form.ok ? NO_TRIAL : { ...NO_TRIAL, reasons: form.reasons } });
      if (!form.ok) return;
    }
    const { triedRobot } = this;
    this.setData({ busy: 'try', trial: NO_TRIAL, failure: null });
    const answer = await askShop('try-robot', triedRobot ?? { storeId });
    const isSameRobot = this.triedRobot === triedRobot;
    this.setData({ busy: '', ...(isSameRobot && { trial: trialView(answer, serverClock.now()) }) });
    // Reloads the robot's row, because the cloud has recorded whether the test message arrived.
    if (!this.data.isForm) await this.load();
  },
  async save() {
    const { triedRobot: robot } = this;
    if (robot !== null) await submit(this, 'save', () => askShop('save-robot', robot), goBack);
  },

  async chooseQuiet({ detail }: ValueEvent) {
    const quietChoice = QUIET_CHOICES.find(({ text }) => text === detail.value);
    if (quietChoice === undefined) return;
    const { quiet } = quietChoice;
    const saveQuietHours = () => askShop('save-quiet-hours', { storeId: this.storeId, quiet });
    await submit(this, 'quiet', saveQuietHours, (robot) => {
      this.setData({ row: robotRow(robot, serverClock.now()), quiet: [quietWords(robot.quiet)] });
    });
  },
  async remove() {
    const { row } = this.data;
    if (row === null) return;
    const { storeId, storeName } = row;
    const removeRobot = () => askShop('remove-robot', { storeId });
    await submitConfirmed(this, 'remove', robotRemovalQuestion(storeName), removeRobot, goBack);
  },
});
