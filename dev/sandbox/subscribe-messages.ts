import {
  type Infer,
  array,
  is,
  literal,
  number,
  optional,
  record,
  string,
  type,
  union,
} from 'superstruct';
import type { Journaled } from '../journal/journal';
import type { ApiRequest } from './api-request';
import { STAFF_MINI_PROGRAM } from './mini-programs';
import { WeChatRefusal } from './refusals';

/** Events of subscribe messages. The journal of events restores them after a restart. */
const AcceptedEvent = type({
  type: literal('message-accepted'),
  at: number(),
  openId: string(),
  templateId: string(),
});
const PhoneMessageEvent = type({
  type: literal('phone-message'),
  at: number(),
  openId: string(),
  templateId: string(),
  title: string(),
  rows: array(type({ label: string(), words: string() })),
  /** Page that a tap on the message opens, without a leading slash. */
  page: string(),
});
type PhoneMessageEvent = Infer<typeof PhoneMessageEvent>;
export const SubscribeEvent = union([AcceptedEvent, PhoneMessageEvent]);
type SubscribeEvent = Infer<typeof SubscribeEvent>;

/** One-time template of the staff's mini-program; its content names a keyword and a label a row. */
interface Template {
  readonly priTmplId: string;
  readonly title: string;
  readonly rows: readonly (readonly [label: string, keyword: string])[];
}

/** Invented templates. The last one has no place for what has happened to a delivery. */
export const TEMPLATES: readonly Template[] = [
  {
    priTmplId: 'demo-trouble-cQ2h8vYk4mXz0Ry7dT1nWs5',
    title: '配送异常提醒',
    rows: [
      ['门店', 'thing1'],
      ['订单', 'character_string2'],
      ['情况', 'thing3'],
      ['时间', 'time4'],
    ],
  },
  {
    priTmplId: 'demo-status-b7Lw3pGf9aJe6Uq2kV8iZx0',
    title: '订单配送通知',
    rows: [
      ['订单编号', 'character_string1'],
      ['配送状态', 'phrase2'],
      ['备注', 'thing3'],
    ],
  },
  {
    priTmplId: 'demo-points-o4Hs1nMb5tCy8Ei6gK3uDr9',
    title: '积分变动提醒',
    rows: [
      ['变动积分', 'number1'],
      ['账户余额', 'amount2'],
      ['变动时间', 'date3'],
    ],
  },
];

/**
 * Rules of what stands in a keyword, by its kind. Of the official ones the stage has those that its
 * templates need [O: developers.weixin.qq.com/miniprogram/dev/api-backend, subscribeMessage.send].
 */
const RULES: Readonly<Record<string, RegExp>> = {
  thing: /^.{1,20}$/u,
  character_string: /^[\x21-\x7e]{1,32}$/,
  phrase: /^\p{Script=Han}{1,5}$/u,
  number: /^\d{1,32}$/,
  time: /^(\d{4}年\d{1,2}月\d{1,2}日 )?([01]\d|2[0-3]):[0-5]\d$/,
  date: /^\d{4}年\d{1,2}月\d{1,2}日( ([01]\d|2[0-3]):[0-5]\d)?$/,
};

const sendBody = type({
  touser: string(),
  template_id: string(),
  page: optional(string()),
  data: record(string(), type({ value: string() })),
});

/** The subscribe messages of the staff's mini-program: one acceptance, one message. */
export class SubscribeMessages {
  private readonly events: SubscribeEvent[];

  constructor(private readonly parts: Journaled<SubscribeEvent>) {
    this.events = [...parts.past];
  }

  /** Messages that were sent, oldest first. */
  get sent(): readonly PhoneMessageEvent[] {
    return this.events.filter((event) => event.type === 'phone-message');
  }

  /** Notes that a person has accepted one more message. */
  accept(openId: string, templateId: string): void {
    this.note({ type: 'message-accepted', at: this.parts.now(), openId, templateId });
  }

  /** Answers `gettemplate`: type 2 is a one-time template. */
  list({ appId }: Pick<ApiRequest, 'appId'>): object {
    const own = appId === STAFF_MINI_PROGRAM.appId ? TEMPLATES : [];
    const data = own.map(({ priTmplId, title, rows }) => {
      const content = rows.map(([label, keyword]) => `${label}:{{${keyword}.DATA}}\n`).join('');
      return { priTmplId, title, content, example: '', type: 2 };
    });
    return { errcode: 0, errmsg: 'ok', data };
  }

  /**
   * Answers `send`. Of one acceptance a person gets one message.
   *
   * @throws WeChatRefusal 40037, 47003, 43101, 43108 (docs/notices.md); the texts are [I]
   */
  send({ appId, body, happens }: ApiRequest): object | Promise<never> {
    if (happens('message-hangs')) return new Promise<never>(() => undefined);
    if (!is(body, sendBody)) throw new WeChatRefusal(47001, 'data format error');
    const { touser: openId, template_id: templateId, data, page = '' } = body;
    const template = TEMPLATES.find(({ priTmplId }) => priTmplId === templateId);
    const isOwn = appId === STAFF_MINI_PROGRAM.appId;
    if (template === undefined || !isOwn || happens('message-template-gone'))
      throw new WeChatRefusal(40037, 'invalid template_id');
    if (happens('message-two-at-once')) throw new WeChatRefusal(43108, 'concurrent send');
    const rows = template.rows.map(([label, keyword], index) => {
      const words = data[keyword]?.value ?? '';
      const isWrong = index === 0 && happens('message-field-refused');
      if (isWrong || RULES[keyword.replace(/\d+$/, '')]?.test(words) !== true)
        throw new WeChatRefusal(47003, `argument invalid! data.${keyword}.value invalid`);
      return { label, words };
    });
    if (this.left(openId, templateId) <= 0 || happens('message-not-accepted'))
      throw new WeChatRefusal(43101, 'user refuse to accept the msg');
    const { title } = template;
    const at = this.parts.now();
    this.note({ type: 'phone-message', at, openId, templateId, title, rows, page });
    return { errcode: 0, errmsg: 'ok' };
  }

  private left(openId: string, templateId: string): number {
    const own = this.events.filter(
      (event) => event.openId === openId && event.templateId === templateId,
    );
    return own.reduce((sum, { type: kind }) => sum + (kind === 'message-accepted' ? 1 : -1), 0);
  }

  private note(event: SubscribeEvent): void {
    this.parts.record(event);
    this.events.push(event);
  }
}
