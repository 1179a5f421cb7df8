import type { MessagePlace, MessageTemplate } from '../../../../miniprogram/contract/messages';
import { CloudFailure } from '../../runtime/cloud-failure';
import { type CallContext, cloudFailureOf } from '../../runtime/define-function';
import { askWeChat, apiUrlOf, withToken } from './ask-wechat';
import { isUnsent } from './post-json';
import type { WeChat } from './wechat';
import { type Meanings, throwIfWeChatError, WeChatError } from './wechat-error';
import { type WireObject, readWire } from './wire';

/** Subscribe messages (订阅消息) of a mini-program (docs/notices.md [O, R]). */

const LIST_PATH = '/wxaapi/newtmpl/gettemplate';
const SEND_PATH = '/cgi-bin/message/subscribe/send';
/** Value of `type` for a template of which one acceptance is one message. */
const ONE_TIME_TYPE = 2;
/** Time (ms) that WeChat has for its answer to a message. */
export const MESSAGE_MS = 3000;

/** Lists the one-time templates, whether they fit or not; throws what {@link askWeChat} throws. */
export function listTemplates(wechat: WeChat, call: CallContext) {
  return askWeChat(wechat, LIST_PATH, null, readTemplates, call);
}

function readTemplates(body: string): readonly MessageTemplate[] {
  const wire = readWire(body);
  throwIfWeChatError(wire);
  return wire.objects('data').flatMap(readTemplate);
}

function readTemplate(wire: WireObject): readonly MessageTemplate[] {
  const templateId = wire.text('priTmplId');
  if (templateId === null || wire.number('type') !== ONE_TIME_TYPE) return [];
  const places = placesIn(wire.text('content') ?? '');
  return [{ templateId, title: wire.text('title') ?? '', places }];
}

/** Reads the places of a template's content, a line each: `门店:{{thing1.DATA}}`. */
function placesIn(content: string): readonly MessagePlace[] {
  return [...content.matchAll(/^(.*?)\s*[:：]?\s*\{\{(([a-z_]+)\d*)\.DATA\}\}/gimu)].map(
    ([, label = '', key = '', kind = '']) => ({ key, kind, label: label.trim() }),
  );
}

export interface SubscribeMessage {
  readonly openId: string;
  readonly template: MessageTemplate;
  /** Page of the mini-program that a tap opens, with its query. */
  readonly page: string;
  readonly words: Readonly<Record<string, string>>;
}

/**
 * `spent`: no message left; `busy`: another is on its way to this person; `lost`: it may have
 * arrived; `unsent`: no connection, or no time; `unfit`: refused for its words; `refused`: for all
 * people. The failure names nobody.
 */
export type SendOutcome =
  | { readonly kind: 'sent' | 'spent' | 'busy' }
  | { readonly kind: 'lost' | 'unsent' | 'unfit' | 'refused'; readonly failure: CloudFailure };

/** Sends a message once. If this fails, it may have arrived only when the outcome is `lost`. */
export async function sendMessage(
  wechat: WeChat,
  message: SubscribeMessage,
  call: CallContext,
): Promise<SendOutcome> {
  const { openId, template, page, words } = message;
  const values = Object.entries(words).map(([key, value]) => [key, { value }] as const);
  const data = Object.fromEntries(values);
  const { templateId: template_id } = template;
  const body = { touser: openId, template_id, page, data, lang: 'zh_CN' };
  /** Outcome if the next step fails. */
  const progress: { kind: 'refused' | 'unsent' | 'lost' } = { kind: 'refused' };
  try {
    await withToken(wechat, call, async (token) => {
      progress.kind = 'unsent';
      // The token may have taken long. Without time for WeChat's answer the message would be lost.
      if (call.timeLeftMs() < MESSAGE_MS) throw new CloudFailure('upstream-timeout');
      call.count('upstream');
      progress.kind = 'lost';
      const url = apiUrlOf(wechat, SEND_PATH, token);
      const wire = readWire(await wechat.postOnce(url, body, MESSAGE_MS));
      if (wire.code('errcode') === null) throw new CloudFailure('upstream-malformed');
      progress.kind = 'refused';
      throwIfWeChatError(wire, meaningsFor(template, wire.text('errmsg')));
    });
    return { kind: 'sent' };
  } catch (error) {
    return outcomeOf(cloudFailureOf(error), progress.kind);
  }
}

/** Codes for people who refused or have no message left, and for unknown openids [O, R]. */
const SPENT_CODES: readonly number[] = [43101, 40003];
const BUSY_CODE = 43108;
const UNFIT_CODE = 47003;

function outcomeOf(failure: CloudFailure, kind: 'refused' | 'unsent' | 'lost'): SendOutcome {
  if (failure instanceof WeChatError) {
    const { errcode } = failure;
    if (SPENT_CODES.includes(errcode)) return { kind: 'spent' };
    if (errcode === BUSY_CODE) return { kind: 'busy' };
    // An unknown `errcode` may be about this message alone, so it does not stop the others.
    const isUnfit = errcode === UNFIT_CODE || failure.code === 'wechat-refused';
    const said = withMessage(failure, `微信没让发这条消息（${errcode}）`);
    return { kind: isUnfit ? 'unfit' : 'refused', failure: said };
  }
  if (kind === 'unsent' || isUnsent(failure))
    return { kind: 'unsent', failure: withMessage(failure, '没连上微信，消息过一分钟再发。') };
  if (kind === 'lost')
    return { kind: 'lost', failure: withMessage(failure, '微信没有回答，最近一条可能没有收到。') };
  return { kind: 'refused', failure: withMessage(failure, '小程序的 token 没拿到，消息没有发') };
}

/** Adds a sentence to a failure, unless the failure has one about messages already. */
function withMessage(failure: CloudFailure, words: string): CloudFailure {
  const { code, rid, userMessage, logged } = failure;
  const sentence = words.endsWith('。') ? words : `${words}：看自检里的其他几行。`;
  const message = code === 'message-refused' ? userMessage : sentence;
  const more = failure instanceof WeChatError ? { messageCode: failure.errcode } : {};
  return new CloudFailure(code, { message, rid, cause: failure, logged: { ...logged, ...more } });
}

/** Returns the meanings of refusals. `errmsg` of 47003 names the place: `data.thing1.value` [R]. */
function meaningsFor({ title, places }: MessageTemplate, errmsg: string | null): Meanings {
  const [, named] = /\bdata\.(\w+)/.exec(errmsg ?? '') ?? [];
  const label = places.find(({ key }) => key === named)?.label;
  const where = label === undefined ? '有一格' : `“${label}”`;
  return {
    40037: refusalMeaning(`微信里没有模板“${title}”了：请店主在“店铺”的“提醒”里重选一个`),
    [UNFIT_CODE]: refusalMeaning(
      `模板“${title}”里${where}这样填，微信不收：请店主在“店铺”的“提醒”里换一种填法`,
    ),
  };
}

function refusalMeaning(why: string): Meanings[number] {
  return { code: 'message-refused', message: (errcode) => `${why}（${errcode}）。` };
}
