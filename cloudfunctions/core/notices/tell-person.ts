import { type MessageFacts, textForPlace } from '../../../miniprogram/contract/messages';
import { orderEndOf } from '../../../miniprogram/contract/order-id';
import { PAGE_PATHS } from '../../../miniprogram/contract/page-paths';
import { sendMessage } from '../providers/wechat/subscribe-messages';
import { type CallContext, loggedOf } from '../runtime/define-function';
import type { Fields } from '../storage/documents';
import type { ChosenTemplate } from '../storage/shop-document';
import { LONG_PAUSE_MS, MESSAGES_ID, SHORT_PAUSE_MS, storeOutcome } from './send-state';
import type { Notices } from './notices';
import { type NeededNotice, changeNotice, noteFailure } from './owed';
import { changeMessagesLeft, givenBackMessages } from './people';

const PAUSES_MS = { unfit: 0, unsent: SHORT_PAUSE_MS, lost: LONG_PAUSE_MS, refused: LONG_PAUSE_MS };

/**
 * Sends a message to a person, and stores the result.
 *
 * @returns `unfit`: WeChat refuses its words, and the notice is over; `next`: this person gets no
 * more messages; `stop`: nobody does; `lost`: the notice is lost
 */
export async function sendToPerson(
  notices: Notices,
  to: {
    readonly appId: string;
    readonly template: ChosenTemplate;
    readonly openId: string;
    /** Fields that the stored state must still have; else the result is not stored. */
    readonly expected: Fields;
  },
  { notice, since, storeName }: NeededNotice,
  call: CallContext,
): Promise<'sent' | 'unfit' | 'next' | 'stop' | 'lost'> {
  const { appId, template, openId, expected } = to;
  if (!(await changeNotice({ ...notices, call }, notice, 'owed', 'sent'))) return 'next';
  const oweAgain = async (then: 'next' | 'stop') =>
    (await changeNotice({ ...notices, call }, notice, 'sent', 'owed')) ? then : 'lost';
  const changeLeft = (change: Parameters<typeof changeMessagesLeft>[3]) =>
    changeMessagesLeft(notices, openId, template.templateId, change).catch(noteFailure(call, null));
  const left = await changeLeft((before) => (before > 0 ? before - 1 : null));
  if (left === null) return oweAgain('next');
  const { orderId, reason } = notice;
  const facts = { storeName, orderEnd: orderEndOf(orderId), reason, at: since };
  const page = `${PAGE_PATHS.search.slice(1)}?id=${encodeURIComponent(orderId)}`;
  const message = { openId, template, page, words: wordsOf(template, facts) };
  const sent = await sendMessage(notices.wechat(appId), message, call);
  if ('failure' in sent) {
    const { kind, failure } = sent;
    call.note({ messages: failure.code, ...loggedOf(failure) });
    const pauseMs = PAUSES_MS[kind];
    await storeOutcome(notices, MESSAGES_ID, expected, {
      problem: failure.userMessage ?? '',
      pauseMs,
    });
  }
  switch (sent.kind) {
    case 'sent':
    case 'lost':
      return sent.kind;
    case 'unfit':
      // A second try would be refused again, and would hold up all other notices.
      await changeLeft(givenBackMessages);
      await changeNotice({ ...notices, call }, notice, 'sent', 'over');
      return 'unfit';
    case 'spent':
      // A message that the person has accepted meanwhile stays.
      await changeLeft((now) => (now === left ? 0 : null));
      return oweAgain('next');
    case 'busy':
    case 'unsent':
    case 'refused':
      await changeLeft(givenBackMessages);
      return oweAgain(sent.kind === 'busy' ? 'next' : 'stop');
  }
}

function wordsOf(
  { places, filled }: ChosenTemplate,
  facts: MessageFacts,
): Readonly<Record<string, string>> {
  const words = places.map(({ key, kind }) => {
    const part = filled.find((one) => one.key === key)?.part;
    return [key, part === undefined ? '' : (textForPlace(kind, part, facts) ?? '')] as const;
  });
  return Object.fromEntries(words);
}
