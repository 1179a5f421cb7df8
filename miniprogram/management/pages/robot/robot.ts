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

/** Page of one store's robot. It saves an address only after a person saw a message arrive. */
Page({
  data: {
    ...FORM_PAGE_DATA,
    row: null as RobotRow | null,
    isForm: true,
    box: '',
    /** Name of the service whose address was recognised; empty before. */
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
  /** Robot to which the last test message went. Only this robot can be saved. Null: none yet. */
  tried: null as RobotDraft | null,

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

  edit() {
    this.setData({ isForm: true });
    this.forgetTrial();
  },
  /** Reads the text of the box, and at once masks the key in it. */
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
    this.tried = null;
    this.setData({ trial: { ...NO_TRIAL, reasons: { address } }, failure: null });
  },

  /** Sends a test message to the entered robot, or by the stored robot. */
  async tryIt() {
    if (this.data.busy !== '') return;
    const { storeId } = this;
    if (this.data.isForm) {
      const form = readRobotForm(storeId, this.pasted, this.signSecret);
      this.tried = form.ok ? form.value : null;
      this.setData({ trial: form.ok ? NO_TRIAL : { ...NO_TRIAL, reasons: form.reasons } });
      if (!form.ok) return;
    }
    const { tried } = this;
    this.setData({ busy: 'try', trial: NO_TRIAL, failure: null });
    const answer = await askShop('try-robot', tried ?? { storeId });
    const isCurrent = this.tried === tried;
    this.setData({ busy: '', ...(isCurrent && { trial: trialView(answer, serverClock.now()) }) });
    // The cloud has recorded whether the stored robot's message arrived.
    if (!this.data.isForm) await this.load();
  },
  async save() {
    const { tried } = this;
    if (tried !== null) await submit(this, 'save', () => askShop('save-robot', tried), goBack);
  },

  async chooseQuiet({ detail }: ValueEvent) {
    const chosen = QUIET_CHOICES.find(({ text }) => text === detail.value);
    if (chosen === undefined) return;
    const { quiet } = chosen;
    const ask = () => askShop('save-quiet-hours', { storeId: this.storeId, quiet });
    await submit(this, 'quiet', ask, (robot) => {
      this.setData({ row: robotRow(robot, serverClock.now()), quiet: [quietWords(robot.quiet)] });
    });
  },
  async remove() {
    const { row } = this.data;
    if (row === null) return;
    const { storeId, storeName } = row;
    const ask = () => askShop('remove-robot', { storeId });
    await submitConfirmed(this, 'remove', robotRemovalQuestion(storeName), ask, goBack);
  },
});
