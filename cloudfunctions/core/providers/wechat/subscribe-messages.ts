import type { MessagePlace, MessageTemplate } from '../../../../miniprogram/contract/messages';
import { CloudFailure } from '../../runtime/cloud-failure';
import { type CallContext, cloudFailureOf } from '../../runtime/define-function';
import { askWeChat, urlOf, withToken } from './ask-wechat';
import { isUnsent } from './post-json';
import type { WeChat } from './wechat';
import { type Meanings, throwIfWeChatError, WeChatError } from './wechat-error';
import { type Wire, readWire } from './wire';

/** Subscribe messages (订阅消息) of a mini-program (docs/notices.md [O, R]). */

const LIST_PATH = '/wxaapi/newtmpl/gettemplate';
const SEND_PATH = '/cgi-bin/message/subscribe/send';
/** Value of `type` for a template of which one acceptance is one message. */
const ONE_TIME = 2;
/** Time (ms) that WeChat has for its answer to a message. */
export const MESSAGE_MS = 3000;

/** Lists the one-time templates, whether they fit or not; throws what {@link askWeChat} throws. */
export function listTemplates(
  wechat: WeChat,
  call: CallContext,
): Promise<readonly MessageTemplate[]> {
  return askWeChat(wechat, LIST_PATH, null, readTemplates, call);
}

function readTemplates(body: string): readonly MessageTemplate[] {
  const wire = readWire(body);
  throwIfWeChatError(wire);
  return wire.objects('data').flatMap(readTemplate);
}

function readTemplate(wire: Wire): readonly MessageTemplate[] {
  const templateId = wire.text('priTmplId');
  if (templateId === null || wire.number('type') !== ONE_TIME) return [];
  const places = placesIn(wire.text('content') ?? '');
  return [{ templateId, title: wire.text('title') ?? '', places }];
}

/** Reads the places of a template's content, a line each: `门店:{{thing1.DATA}}`. */
function placesIn(content: string): readonly MessagePlace[] {
  return [...content.matchAll(/^(.*?)\s*[:：]?\s*\{\{(([a-z_]+)\d*)\.DATA\}\}/gimu)].map(
    ([, label = '', key = '', kind = '']) => ({ key, kind, label: label.trim() }),
  );
}

export interface Message {
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
export type Sent =
  | { readonly kind: 'sent' | 'spent' | 'busy' }
  | { readonly kind: 'lost' | 'unsent' | 'unfit' | 'refused'; readonly failure: CloudFailure };

/** Sends a message, once. Only `lost` may have arrived, unless it was sent. */
export async function sendMessage(
  wechat: WeChat,
  message: Message,
  call: CallContext,
): Promise<Sent> {
  const { openId, template, page, words } = message;
  const values = Object.entries(words).map(([key, value]) => [key, { value }] as const);
  const data = Object.fromEntries(values);
  const { templateId: template_id } = template;
  const body = { touser: openId, template_id, page, data, lang: 'zh_CN' };
  /** What a failure means now. */
  const progress: { kind: 'refused' | 'unsent' | 'lost' } = { kind: 'refused' };
  try {
    await withToken(wechat, call, async (token) => {
      progress.kind = 'unsent';
      // The token may have taken long. A message that nobody waits for would count as lost.
      if (call.timeLeftMs() < MESSAGE_MS) throw new CloudFailure('upstream-timeout');
      call.count('upstream');
      progress.kind = 'lost';
      const url = urlOf(wechat, SEND_PATH, token);
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
const SPENT: readonly number[] = [43101, 40003];
const BUSY = 43108;
const UNFIT = 47003;

function outcomeOf(failure: CloudFailure, kind: 'refused' | 'unsent' | 'lost'): Sent {
  if (failure instanceof WeChatError) {
    const { errcode } = failure;
    if (SPENT.includes(errcode)) return { kind: 'spent' };
    if (errcode === BUSY) return { kind: 'busy' };
    // A number without a meaning may be about this message alone: the others must not wait for it.
    const isUnfit = errcode === UNFIT || failure.code === 'wechat-refused';
    const said = saying(failure, `微信没让发这条消息（${errcode}）`);
    return { kind: isUnfit ? 'unfit' : 'refused', failure: said };
  }
  if (kind === 'unsent' || isUnsent(failure))
    return { kind: 'unsent', failure: saying(failure, '没连上微信，消息过一分钟再发。') };
  if (kind === 'lost')
    return { kind: 'lost', failure: saying(failure, '微信没有回答，最近一条可能没有收到。') };
  return { kind: 'refused', failure: saying(failure, '小程序的 token 没拿到，消息没有发') };
}

/** Gives a failure its sentence, unless it is about messages already. */
function saying(failure: CloudFailure, words: string): CloudFailure {
  const { code, rid, userMessage, logged } = failure;
  const own = words.endsWith('。') ? words : `${words}：看自检里的其他几行。`;
  const message = code === 'message-refused' ? userMessage : own;
  const errcode = failure instanceof WeChatError ? { messageCode: failure.errcode } : {};
  return new CloudFailure(code, {
    message,
    rid,
    cause: failure,
    logged: { ...logged, ...errcode },
  });
}

/** Returns the meanings of refusals. `errmsg` of 47003 names the place: `data.thing1.value` [R]. */
function meaningsFor({ title, places }: MessageTemplate, errmsg: string | null): Meanings {
  const [, named] = /\bdata\.(\w+)/.exec(errmsg ?? '') ?? [];
  const label = places.find(({ key }) => key === named)?.label;
  const where = label === undefined ? '有一格' : `“${label}”`;
  return {
    40037: refusal(`微信里没有模板“${title}”了：请店主在“店铺”的“提醒”里重选一个`),
    [UNFIT]: refusal(
      `模板“${title}”里${where}这样填，微信不收：请店主在“店铺”的“提醒”里换一种填法`,
    ),
  };
}

function refusal(why: string): Meanings[number] {
  return { code: 'message-refused', message: (errcode) => `${why}（${errcode}）。` };
}
