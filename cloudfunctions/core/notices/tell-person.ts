import { type MessageFacts, textForPlace } from '../../../miniprogram/contract/messages';
import { orderEndOf } from '../../../miniprogram/contract/order-id';
import { PAGE_PATHS } from '../../../miniprogram/contract/page-paths';
import { sendMessage } from '../providers/wechat/subscribe-messages';
import { type CallContext, logFieldsOf } from '../runtime/define-function';
import type { Fields } from '../storage/documents';
import type { ChosenTemplate } from '../storage/shop-document';
import { LONG_PAUSE_MS, MESSAGES_ID, SHORT_PAUSE_MS, storeOutcome } from './send-state';
import type { Notices } from './notices';
import { type NeededNotice, changeNotice, noteFailure } from './owed';
import { changeMessagesLeft, countWithUnsentMessage } from './people';

/** Pauses (ms) of all subscribe messages after a failure, by its kind. */
const PAUSES_MS = { unfit: 0, unsent: SHORT_PAUSE_MS, lost: LONG_PAUSE_MS, refused: LONG_PAUSE_MS };

/**
 * Sends a message to a person, and stores the result.
 *
 * @returns `unfit`: WeChat refused the words of the message, so it is never sent; `next`: send no
 * more to this person; `stop`: send no more to anybody; `lost`: the message may be lost
 */
export async function sendToPerson(
  notices: Notices,
  recipient: {
    readonly appId: string;
    readonly template: ChosenTemplate;
    readonly openId: string;
    /** Fields that the stored state of messages must still have. Otherwise no result is stored. */
    readonly expected: Fields;
  },
  { notice, reasonSince, storeName }: NeededNotice,
  call: CallContext,
): Promise<'sent' | 'unfit' | 'next' | 'stop' | 'lost'> {
  const { appId, template, openId, expected } = recipient;
  if (!(await changeNotice({ ...notices, call }, notice, 'owed', 'sent'))) return 'next';
  const oweAgain = async (outcome: 'next' | 'stop') =>
    (await changeNotice({ ...notices, call }, notice, 'sent', 'owed')) ? outcome : 'lost';
  const changeLeft = (change: Parameters<typeof changeMessagesLeft>[3]) =>
    changeMessagesLeft(notices, openId, template.templateId, change).catch(noteFailure(call, null));
  const leftCount = await changeLeft((oldCount) => (oldCount > 0 ? oldCount - 1 : null));
  if (leftCount === null) return oweAgain('next');
  const { orderId, reason } = notice;
  const messageFacts = { storeName, orderEnd: orderEndOf(orderId), reason, at: reasonSince };
  const page = `${PAGE_PATHS.search.slice(1)}?id=${encodeURIComponent(orderId)}`;
  const message = { openId, template, page, words: messageWordsOf(template, messageFacts) };
  const sendResult = await sendMessage(notices.wechat(appId), message, call);
  if ('failure' in sendResult) {
    const { kind, failure } = sendResult;
    call.note({ messages: failure.code, ...logFieldsOf(failure) });
    const pauseMs = PAUSES_MS[kind];
    await storeOutcome(notices, MESSAGES_ID, expected, {
      problem: failure.userMessage ?? '',
      pauseMs,
    });
  }
  switch (sendResult.kind) {
    case 'sent':
    case 'lost':
      return sendResult.kind;
    case 'unfit':
      // WeChat would refuse the message again, and other notices would wait: so the notice is over.
      await changeLeft(countWithUnsentMessage);
      await changeNotice({ ...notices, call }, notice, 'sent', 'over');
      return 'unfit';
    case 'spent':
      // No message is left to the person, unless they accepted another one during this call.
      await changeLeft((now) => (now === leftCount ? 0 : null));
      return oweAgain('next');
    case 'busy':
    case 'unsent':
    case 'refused':
      await changeLeft(countWithUnsentMessage);
      return oweAgain(sendResult.kind === 'busy' ? 'next' : 'stop');
  }
}

function messageWordsOf({ places, filled }: ChosenTemplate, messageFacts: MessageFacts) {
  const entries = places.map(({ key, kind }) => {
    const part = filled.find((place) => place.key === key)?.part;
    return [key, part === undefined ? '' : (textForPlace(kind, part, messageFacts) ?? '')] as const;
  });
  return Object.fromEntries(entries);
}
