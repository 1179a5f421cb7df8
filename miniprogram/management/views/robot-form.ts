import { type CallResult, failureOf } from '../../contract/call-result';
import { REASON_NAMES } from '../../contract/delivery/reason-names';
import { type RobotKind, ROBOT_KINDS, ROBOT_NAMES, ROBOT_URL_STARTS } from '../../contract/notices';
import type { Tone } from '../../contract/delivery-status';
import type { RobotDraft } from '../../contract/shop-api';
import { timeOfDay } from '../../ui/wording/measures';
import { type ActionFailure, actionFailure } from '../../ui/wording/failure-view';
import { QUIET_CHOICES } from '../../ui/wording/quiet-wording';
import type { Choice } from './choices';
import type { ReadForm, Reasons } from './typed-text';

const ADDRESS_GUIDES: Readonly<Record<RobotKind, readonly string[]>> = {
  wecom: [
    '企业微信里打开值班的群，点“···”。',
    '消息推送（群机器人）› 添加，名字叫“骑手在哪”。',
    '复制 Webhook 地址，回来贴。',
  ],
  feishu: [
    '飞书里打开值班的群，点“···” › 设置 › 群机器人。',
    '添加机器人 › 自定义机器人，名字叫“骑手在哪”。',
    '“自定义关键词”和“IP 白名单”不用勾；勾了“签名校验”的，也复制它下面那一串。',
    '复制 Webhook 地址，回来贴。',
  ],
};

/** Steps with a heading: how to find a robot's address, or what to do if it was refused. */
type RobotGuide = ReturnType<typeof robotGuides>[number];

/** Lists the steps to find a robot's address in the service `kind`, or in each service if null. */
export function robotGuides(kind: RobotKind | null) {
  return ROBOT_KINDS.filter((robotKind) => kind === null || robotKind === kind).map((one) => ({
    title: kind === null ? `地址在哪里 · ${ROBOT_NAMES[one]}` : '地址在哪里',
    steps: ADDRESS_GUIDES[one],
  }));
}

/** Writes the test message as it will look in the group chat. */
export function sampleMessage(storeName: string, now: number): string {
  return `1304 ${REASON_NAMES.unreachable} · ${storeName} · ${timeOfDay(now)}`;
}

/** What was read in a pasted text. `address` and `masked` must never be in page data. */
export interface PastedRobot {
  readonly kind: RobotKind | null;
  /** Address of the robot, without other text; empty when the text contains none. */
  readonly address: string;
  /** Part of the text that is masked: a key, or what may be one. `shown` is the masked text. */
  readonly masked: string;
  readonly shown: string;
  /** Reason why the text is no address; empty for an address or its beginning. */
  readonly reason: string;
}

export const NOTHING_PASTED: PastedRobot = {
  ...({ kind: null, address: '', masked: '' } as const),
  ...{ shown: '', reason: '' },
};

/** Rough pattern of a robot's key. The cloud checks the whole address later. */
const ROBOT_KEY_PATTERN = /^[\w-]{16,64}(?![\w:-])/;
const KEY_MASK = '*'.repeat(8);
/** Pattern of what may be a key in a text that is no robot's address. It is masked like a key. */
const POSSIBLE_KEY_PATTERN = /[/=]([\w-]{16,}[^]*)$/;

/** Reads a robot's address. A mask in the text stands for what `lastResult` has masked. */
export function readPastedRobot(boxText: string, lastResult: PastedRobot): PastedRobot {
  const text = boxText.replace(KEY_MASK, () => lastResult.masked);
  for (const kind of ROBOT_KINDS) {
    const prefix = ROBOT_URL_STARTS[kind];
    const key = ROBOT_KEY_PATTERN.exec(text.slice(text.lastIndexOf(prefix) + prefix.length))?.[0];
    if (text.includes(prefix) && key !== undefined)
      return { kind, address: prefix + key, masked: key, shown: prefix + KEY_MASK, reason: '' };
  }
  const masked = POSSIBLE_KEY_PATTERN.exec(text)?.[1] ?? '';
  const shown = masked === '' ? text : text.slice(0, -masked.length) + KEY_MASK;
  return { ...NOTHING_PASTED, masked, shown, reason: whyNoRobotAddress(text.trim()) };
}

/** Hosts of invitation links of groups, which people paste by mistake. */
const INVITE_HOSTS: Readonly<Record<RobotKind, string>> = {
  wecom: 'work.weixin.qq.com',
  feishu: 'applink.feishu.cn',
};

/** Writes why a text is no robot's address; empty for the beginning of an address. */
function whyNoRobotAddress(text: string): string {
  const prefixes = ROBOT_KINDS.map((robotKind) => ROBOT_URL_STARTS[robotKind]);
  if (prefixes.some((start) => start.startsWith(text))) return '';
  if (prefixes.some((start) => text.includes(start)))
    return '地址不全，从 https 到最后一个字符，整行复制。';
  const kinds = ROBOT_KINDS.filter((robotKind) => text.includes(INVITE_HOSTS[robotKind]));
  const hosts = (kinds.length > 0 ? kinds : ROBOT_KINDS)
    .map((kind) => ROBOT_URL_STARTS[kind].split('/', 3).join('/'))
    .join(' 或 ');
  const problem = kinds.length > 0 ? '这是群的邀请链接，不是机器人的地址' : '这不是机器人的地址';
  return `${problem}。要以 ${hosts} 开头的那一行。`;
}

type RobotField = 'address' | 'sign';

/** Reads the form. `signSecret`: text of the field 签名校验, which only 飞书 has. */
export function readRobotForm(
  storeId: string,
  { kind, address, reason }: PastedRobot,
  signSecret: string,
): ReadForm<RobotDraft, RobotField> {
  if (kind === null) {
    return { ok: false, reasons: { address: reason || '请把机器人的地址整行贴进来。' } };
  }
  const secret = kind === 'feishu' ? signSecret.trim() : '';
  return { ok: true, value: { storeId, address, signSecret: secret || null } };
}

export const NO_TRIAL = {
  /** Question whether the test message arrived; empty if it cannot have arrived. */
  line: '',
  tone: 'neutral' as Tone,
  /** Reasons why the entered robot was refused, by field. `guides`: what to do about them. */
  reasons: {} as Reasons<RobotField>,
  guides: [] as readonly RobotGuide[],
  failure: null as ActionFailure | null,
};

type TrialView = Readonly<typeof NO_TRIAL>;

/** Describes the result of a test message. `now`: current time in ms on the cloud's clock. */
export function trialView(answer: CallResult<unknown>, now: number): TrialView {
  if (answer.ok)
    return { ...NO_TRIAL, line: `${timeOfDay(now)} 发过一条，群里看到了吗？`, tone: 'done' };
  const failure = failureOf(answer);
  const code = 'code' in failure ? failure.code : '';
  if (code.startsWith('upstream-'))
    return { ...NO_TRIAL, line: '没有等到回答，也可能发到了。群里看到了吗？', tone: 'wait' };
  const shownFailure = actionFailure(answer);
  if (code === 'robot-refused') return { ...NO_TRIAL, ...splitRefusal(shownFailure.detail) };
  const title = code === 'too-frequent' ? '先等一等' : shownFailure.title;
  return { ...NO_TRIAL, failure: { ...shownFailure, title } };
}

/** Splits the cloud's sentence about a refusal into what is wrong and how to mend it. */
function splitRefusal(sentence: string): Pick<TrialView, 'reasons' | 'guides'> {
  const [problem = '', ...advice] = sentence.replace(/。$/, '').split('：');
  const field: RobotField = problem.includes('签名') ? 'sign' : 'address';
  const steps = advice.length === 0 ? [] : advice.join('：').split('；');
  return {
    reasons: { [field]: `${problem}。` },
    guides: steps.length === 0 ? [] : [{ title: '接下来', steps: steps.map((one) => `${one}。`) }],
  };
}

export const QUIET_OPTIONS: readonly Choice[] = QUIET_CHOICES.map(({ text }) => ({
  value: text,
  title: text,
  detail: '',
}));

export function robotRemovalQuestion(storeName: string) {
  const content = '它的地址一起删掉，要再开得重新贴。群里的机器人不受影响，不用了可以在群里删。';
  return { title: `不再往“${storeName}”的群发？`, content, confirmText: '关掉' };
}
