import type { MessagePlace, MessageTemplate } from '../../../../miniprogram/contract/messages';
import { CloudFailure } from '../../runtime/cloud-failure';
import { type CallContext, cloudFailureOf } from '../../runtime/define-function';
import { askWeChat, apiUrlOf, withToken } from './ask-wechat';
import { isUnsent } from './post-json';
import type { WeChat } from './wechat';
import { type Meanings, throwIfWeChatError, WeChatError } from './wechat-error';
import { type AnswerPart, parseAnswer } from './wire';

/** Subscribe messages (订阅消息) of a mini-program (docs/notices.md [O, R]). */

const LIST_PATH = '/wxaapi/newtmpl/gettemplate';
const SEND_PATH = '/cgi-bin/message/subscribe/send';
/** Value of `type` for a template that allows one message for each acceptance. */
const ONE_TIME_TYPE = 2;
export const MESSAGE_TIMEOUT_MS = 3000;

/** Lists all one-time templates, also unsuitable ones; throws what {@link askWeChat} throws. */
export function listTemplates(wechat: WeChat, call: CallContext) {
  return askWeChat(wechat, LIST_PATH, null, readTemplates, call);
}

function readTemplates(body: string): readonly MessageTemplate[] {
  const answer = parseAnswer(body);
  throwIfWeChatError(answer);
  return answer.objects('data').flatMap(readTemplate);
}

function readTemplate(templateEntry: AnswerPart): readonly MessageTemplate[] {
  const templateId = templateEntry.text('priTmplId');
  if (templateId === null || templateEntry.number('type') !== ONE_TIME_TYPE) return [];
  const places = readPlaces(templateEntry.text('content') ?? '');
  return [{ templateId, title: templateEntry.text('title') ?? '', places }];
}

/** Reads a template's places from its content, one in each line: `门店:{{thing1.DATA}}`. */
function readPlaces(content: string): readonly MessagePlace[] {
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
 * Result of sending. `spent`: the person has no message left; `busy`: another message is on its way
 * to this person; `lost`: it may have arrived; `unsent`: no connection or no time; `unfit`: refused
 * for its words; `refused`: as any message would be. `failure` names no person.
 */
export type SendOutcome =
  | { readonly kind: 'sent' | 'spent' | 'busy' }
  | { readonly kind: 'lost' | 'unsent' | 'unfit' | 'refused'; readonly failure: CloudFailure };

/** Sends a message once. A message that failed may have arrived only if the outcome is `lost`. */
export async function sendMessage(
  wechat: WeChat,
  message: SubscribeMessage,
  call: CallContext,
): Promise<SendOutcome> {
  const { openId, template, page, words } = message;
  const values = Object.entries(words).map(([key, value]) => [key, { value }] as const);
  const data = Object.fromEntries(values);
  const { templateId: template_id } = template;
  const messageBody = { touser: openId, template_id, page, data, lang: 'zh_CN' };
  /** Outcome of the message if the next step of sending it fails. */
  const progress: { kind: 'refused' | 'unsent' | 'lost' } = { kind: 'refused' };
  try {
    await withToken(wechat, call, async (token) => {
      progress.kind = 'unsent';
      // Fetching the token takes time. Nobody would know whether a message sent too late arrived.
      if (call.timeLeftMs() < MESSAGE_TIMEOUT_MS) throw new CloudFailure('upstream-timeout');
      call.count('upstream');
      progress.kind = 'lost';
      const url = apiUrlOf(wechat, SEND_PATH, token);
      const answer = parseAnswer(await wechat.postOnce(url, messageBody, MESSAGE_TIMEOUT_MS));
      if (answer.code('errcode') === null) throw new CloudFailure('upstream-malformed');
      progress.kind = 'refused';
      throwIfWeChatError(answer, meaningsFor(template, answer.text('errmsg')));
    });
    return { kind: 'sent' };
  } catch (error) {
    return outcomeOf(cloudFailureOf(error), progress.kind);
  }
}

/** `errcode`s for people who refuse or have no message left, and for unknown openids [O, R]. */
const SPENT_CODES: readonly number[] = [43101, 40003];
const BUSY_CODE = 43108;
const UNFIT_CODE = 47003;

function outcomeOf(failure: CloudFailure, failedKind: 'refused' | 'unsent' | 'lost'): SendOutcome {
  if (failure instanceof WeChatError) {
    const { errcode } = failure;
    if (SPENT_CODES.includes(errcode)) return { kind: 'spent' };
    if (errcode === BUSY_CODE) return { kind: 'busy' };
    // An unknown `errcode` may concern this message alone, so other messages are still sent.
    const isUnfit = errcode === UNFIT_CODE || failure.code === 'wechat-refused';
    const refusedFailure = withMessage(failure, `微信没让发这条消息（${errcode}）`);
    return { kind: isUnfit ? 'unfit' : 'refused', failure: refusedFailure };
  }
  if (failedKind === 'unsent' || isUnsent(failure))
    return { kind: 'unsent', failure: withMessage(failure, '没连上微信，消息过一分钟再发。') };
  if (failedKind === 'lost')
    return { kind: 'lost', failure: withMessage(failure, '微信没有回答，最近一条可能没有收到。') };
  return { kind: 'refused', failure: withMessage(failure, '小程序的 token 没拿到，消息没有发') };
}

/** Adds a sentence to a failure, unless the failure has one about messages already. */
function withMessage(failure: CloudFailure, words: string): CloudFailure {
  const { code, rid, userMessage, logged } = failure;
  const sentence = words.endsWith('。') ? words : `${words}：看自检里的其他几行。`;
  const message = code === 'message-refused' ? userMessage : sentence;
  const extra = failure instanceof WeChatError ? { messageCode: failure.errcode } : {};
  return new CloudFailure(code, { message, rid, cause: failure, logged: { ...logged, ...extra } });
}

/** Returns what refusals mean. For 47003, `errmsg` names the place: `data.thing1.value` [R]. */
function meaningsFor({ title, places }: MessageTemplate, errmsg: string | null): Meanings {
  const [, placeKey] = /\bdata\.(\w+)/.exec(errmsg ?? '') ?? [];
  const label = places.find(({ key }) => key === placeKey)?.label;
  const fieldText = label === undefined ? '有一格' : `“${label}”`;
  return {
    40037: refusalMeaning(`微信里没有模板“${title}”了：请店主在“店铺”的“提醒”里重选一个`),
    [UNFIT_CODE]: refusalMeaning(
      `模板“${title}”里${fieldText}这样填，微信不收：请店主在“店铺”的“提醒”里换一种填法`,
    ),
  };
}

function refusalMeaning(reason: string): Meanings[number] {
  return { code: 'message-refused', message: (errcode) => `${reason}（${errcode}）。` };
}
