import { type MessageFacts, wordsIn } from '../../../miniprogram/contract/messages';
import { orderEndOf } from '../../../miniprogram/contract/order-id';
import { PAGE_PATHS } from '../../../miniprogram/contract/page-paths';
import { MESSAGE_MS, sendMessage } from '../providers/wechat/subscribe-messages';
import { type CallContext, loggedOf } from '../runtime/define-function';
import type { Fields } from '../storage/documents';
import type { ChosenTemplate } from '../storage/shop-document';
import { LONG_PAUSE_MS, MESSAGES_ID, SHORT_PAUSE_MS, storeOutcome } from './door-state';
import type { Notices } from './notices';
import { type Notice, changeNotice, noted } from './owed';
import { type OpenMessages, changeLeft, giveBack } from './people';

/** Maximum number of messages that one person gets from a call. */
const MOST_EACH = 3;
/** Time (ms) that a message needs: WeChat's answer, and the database. */
const LEAST_MS = MESSAGE_MS + 1000;

const PAUSES_MS = { unfit: 0, unsent: SHORT_PAUSE_MS, lost: LONG_PAUSE_MS, refused: LONG_PAUSE_MS };

/** Notice that has to be told, since when (ms since 1970), and the store's name. */
export interface NeededNotice {
  readonly notice: Notice;
  readonly since: number;
  readonly storeName: string;
}

/**
 * Tells notices to people, a message each, the longest first. One after the other, so that at most
 * one is lost while WeChat does not answer.
 *
 * @param state what was stored of the door before
 * @returns the number of notices that may be lost
 */
export async function tellPeople(
  notices: Notices,
  { appId, template, people }: OpenMessages,
  needed: readonly NeededNotice[],
  call: CallContext & { readonly beginMs: number },
  state: Fields | null,
): Promise<number> {
  const { now } = notices;
  // What WeChat says of a template does not count once another one is chosen.
  const given = { chosenAt: state?.['chosenAt'] };
  const endsAt = now() + call.beginMs;
  const told = new Map<string, number>();
  let isProblemKept = false;
  for (const one of needed) {
    const person = people.find(({ staffId }) => staffId === one.notice.staffId);
    const before = told.get(person?.openId ?? '') ?? 0;
    if (template === null || person === undefined || before >= MOST_EACH) continue;
    if (now() >= endsAt || call.timeLeftMs() < LEAST_MS) break;
    const { openId } = person;
    const outcome = await tellPerson(notices, { appId, template, openId, given }, one, call);
    // Who has no message left, or is being told something else, is told nothing more.
    told.set(openId, outcome === 'sent' || outcome === 'unfit' ? before + 1 : MOST_EACH);
    // What is wrong with the template stays to be read, though others were sent.
    isProblemKept ||= outcome === 'unfit';
    if (outcome === 'sent' && !isProblemKept) await storeOutcome(notices, MESSAGES_ID, given);
    if (outcome === 'lost') return 1;
    if (outcome === 'stop') break;
  }
  return 0;
}

/**
 * Sends a message to a person, and stores what became of it.
 *
 * @returns `unfit`: WeChat refuses its words, and it is over; `next`: the person is told nothing
 * more; `stop`: nobody is; `lost`: the notice is lost
 */
async function tellPerson(
  notices: Notices,
  to: {
    readonly appId: string;
    readonly template: ChosenTemplate;
    readonly openId: string;
    /** Condition for storing what becomes of the message. */
    readonly given: Fields;
  },
  { notice, since, storeName }: NeededNotice,
  call: CallContext,
): Promise<'sent' | 'unfit' | 'next' | 'stop' | 'lost'> {
  const { appId, template, openId, given } = to;
  if (!(await changeNotice({ ...notices, call }, notice, 'owed', 'sent'))) return 'next';
  const oweAgain = async (then: 'next' | 'stop') =>
    (await changeNotice({ ...notices, call }, notice, 'sent', 'owed')) ? then : 'lost';
  const changed = (change: Parameters<typeof changeLeft>[3]) =>
    changeLeft(notices, openId, template.templateId, change).catch(noted(call, null));
  const left = await changed((before) => (before > 0 ? before - 1 : null));
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
    await storeOutcome(notices, MESSAGES_ID, given, {
      problem: failure.userMessage ?? '',
      pauseMs,
    });
  }
  switch (sent.kind) {
    case 'sent':
    case 'lost':
      return sent.kind;
    case 'unfit':
      // Asked again, WeChat would refuse it again, and nobody would be told anything else.
      await changed(giveBack);
      await changeNotice({ ...notices, call }, notice, 'sent', 'over');
      return 'unfit';
    case 'spent':
      // One that was accepted meanwhile stays.
      await changed((now) => (now === left ? 0 : null));
      return oweAgain('next');
    case 'busy':
    case 'unsent':
    case 'refused':
      await changed(giveBack);
      return oweAgain(sent.kind === 'busy' ? 'next' : 'stop');
  }
}

function wordsOf(
  { places, filled }: ChosenTemplate,
  facts: MessageFacts,
): Readonly<Record<string, string>> {
  const words = places.map(({ key, kind }) => {
    const part = filled.find((one) => one.key === key)?.part;
    return [key, part === undefined ? '' : (wordsIn(kind, part, facts) ?? '')] as const;
  });
  return Object.fromEntries(words);
}
