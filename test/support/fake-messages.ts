import type { GetJson, PostJson } from '../../cloudfunctions/core/providers/wechat/post-json';
import type { FilledPlace } from '../../miniprogram/contract/messages';
import type { ShopAction, ShopCalls } from '../../miniprogram/contract/shop-api';
import { type ScriptedAnswer, answerOf } from './fake-robots';

export interface WireMessage {
  readonly touser: string;
  readonly template_id: string;
  readonly page: string;
  readonly data: Readonly<Record<string, { readonly value: string }>>;
}

/** WeChat's side of subscribe messages, without network. */
export type FakeMessages = ReturnType<typeof fakeMessages>;

export function fakeMessages() {
  const scripted: ScriptedAnswer = { answer: { errcode: 0 } };
  const templates = [WIRE_TEMPLATE];
  const sent: WireMessage[] = [];
  const get: GetJson = async (url) => {
    await Promise.resolve();
    if (!url.includes('/wxaapi/newtmpl/gettemplate?access_token=')) throw new Error(url);
    return JSON.stringify({ errcode: 0, data: templates });
  };
  const postOnce: PostJson = async (url, body) => {
    await Promise.resolve();
    if (!url.includes('/cgi-bin/message/subscribe/send?access_token=')) throw new Error(url);
    sent.push(body as WireMessage);
    return answerOf(scripted);
  };
  return Object.assign(scripted, { templates, sent, get, postOnce });
}

/** Template as WeChat lists it. */
const WIRE_TEMPLATE = {
  priTmplId: 'tmpl-1',
  title: '配送异常提醒',
  content:
    '门店:{{thing1.DATA}}\n单号:{{character_string2.DATA}}\n情况:{{thing3.DATA}}\n时间:{{time4.DATA}}\n',
  type: 2,
};

export const TEMPLATE = {
  templateId: 'tmpl-1',
  title: '配送异常提醒',
  places: [
    { key: 'thing1', kind: 'thing', label: '门店' },
    { key: 'character_string2', kind: 'character_string', label: '单号' },
    { key: 'thing3', kind: 'thing', label: '情况' },
    { key: 'time4', kind: 'time', label: '时间' },
  ],
} as const;
export const FILLED: readonly FilledPlace[] = [
  { key: 'thing1', part: 'store' },
  { key: 'character_string2', part: 'order' },
  { key: 'thing3', part: 'reason' },
  { key: 'time4', part: 'time' },
];

/** Shop whose actions can be called. */
interface Callable {
  readonly shop: <Action extends ShopAction>(
    openId: string,
    action: Action,
    input: ShopCalls[Action]['input'],
  ) => Promise<unknown>;
}

/** Chooses the shop's template, as the owner does. */
export async function chooseTemplate(world: Callable): Promise<void> {
  const { templateId } = TEMPLATE;
  await world.shop('o-owner', 'save-message-template', { templateId, filled: FILLED });
}

/** Lets a person accept messages. */
export async function accept(world: Callable, openId: string, count = 1): Promise<void> {
  for (let n = 0; n < count; n += 1)
    await world.shop(openId, 'accept-message', { templateId: TEMPLATE.templateId });
}

/** Messages so far: who got which words. */
export function messagesOf({ sent }: FakeMessages): readonly string[] {
  return sent.map(({ touser, data }) => {
    const { thing1, character_string2, thing3 } = data;
    return `${touser} ${character_string2?.value} ${thing3?.value} · ${thing1?.value}`;
  });
}
