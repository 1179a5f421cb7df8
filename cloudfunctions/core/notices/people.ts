import type { QuietHours } from '../../../miniprogram/contract/notices';
import { ageMs, isAheadOfNow } from '../../../miniprogram/contract/age';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { MAX_ACCEPTED_MESSAGES } from '../../../miniprogram/contract/messages';
import type { ShopContext } from '../access/shop-context';
import { type Staff, staffOf } from '../access/staff';
import { CloudFailure } from '../runtime/cloud-failure';
import { type Documents, type Fields, listAll } from '../storage/documents';
import { readNumber, unreadableDocument } from '../storage/read-fields';
import { quietHoursOf } from '../storage/quiet-hours';
import type { ChosenTemplate } from '../storage/shop-document';

/*
 * People who get subscribe messages. Each person's staff document has the number of messages left
 * and the quiet hours. A write of the number checks the old number, not the document's version.
 */

export interface OwnMessages {
  /** Number of messages that the person has accepted, and has not got yet. */
  readonly leftCount: number;
  /** Time when `leftCount` last rose from 0, ms since 1970. */
  readonly since: number;
  readonly quiet: QuietHours | null;
  readonly boardSound: BoardSound;
}

/** Board that a person last had open with its sound on. The sound makes a message needless. */
interface BoardSound {
  /** Time when this board last called the cloud, ms since 1970; 0: never. */
  readonly askedAt: number;
  /** Store whose deliveries this board shows; null for all that the person sees. */
  readonly storeId: string | null;
}

export interface MessageRecipient
  extends Pick<Staff, 'openId' | 'staffId' | 'stores'>, OwnMessages {}

/** Template, and the people who can get subscribe messages; nobody while there is no template. */
export interface MessageRecipients {
  readonly appId: string;
  readonly template: ChosenTemplate | null;
  readonly people: readonly MessageRecipient[];
}

export const NO_RECIPIENTS: MessageRecipients = { appId: '', template: null, people: [] };

/** Time (ms) after the board's last call in which the cloud assumes that the sound is on. */
const SOUND_ON_MS = 60_000;
/** Age (ms) of a notice, at the board's last call, above which the board has sounded for it. */
const SOUND_HEARD_MS = 20_000;

export function messagesIn(fields: Fields, templateId: string | null): OwnMessages {
  const isOfTemplate = templateId !== null && fields['messagesFor'] === templateId;
  const storedCount = isOfTemplate ? (readNumber(fields, 'messagesLeft') ?? 0) : 0;
  return {
    leftCount: Math.min(MAX_ACCEPTED_MESSAGES, Math.max(0, storedCount)),
    since: readNumber(fields, 'messagesSince') ?? 0,
    quiet: quietHoursOf(fields['quietFrom'], fields['quietTo']),
    boardSound: {
      askedAt: readNumber(fields, 'bellAt') ?? 0,
      storeId: typeof fields['bellStore'] === 'string' ? fields['bellStore'] : null,
    },
  };
}

/**
 * Tells whether a person's board has sounded for a notice: it called the cloud after the notice was
 * stored. `perhaps`: the sound is on, but the board may not have called since.
 */
export function hasBoardSounded(
  { askedAt, storeId }: BoardSound,
  { owedAt }: { readonly owedAt: number },
  storeIds: readonly string[],
  now: number,
): boolean | 'perhaps' {
  if (isAheadOfNow(askedAt, now) || (storeId !== null && !storeIds.includes(storeId))) return false;
  return askedAt - owedAt > SOUND_HEARD_MS || (ageMs(askedAt, now) < SOUND_ON_MS && 'perhaps');
}

/**
 * Reads who can get a message. While nobody has a message left, this takes only one read. Throws
 * CloudFailure `unreadable-document`.
 */
export async function readMessageRecipients({
  collections: { staff },
  shop,
  now,
}: Pick<ShopContext, 'collections' | 'shop' | 'now'>): Promise<MessageRecipients> {
  const documents = await listAll(staff, { above: ['messagesLeft', 0] });
  if (documents.length === 0) return NO_RECIPIENTS;
  const { appId, messageTemplate } = await shop(0);
  if (messageTemplate === null) throw unreadableDocument(COLLECTIONS.shop, 'messageTemplate');
  const [template] = messageTemplate;
  if (template === undefined) return NO_RECIPIENTS;
  const people = staff.readEach(documents, (document): MessageRecipient | null => {
    const person = staffOf(document._id, document, now());
    if (person === null || person.role === 'reviewer') return null;
    const { openId, staffId, stores } = person;
    const ownMessages = messagesIn(document, template.templateId);
    return ownMessages.leftCount === 0 ? null : { openId, staffId, stores, ...ownMessages };
  });
  return { appId, template, people };
}

/** Maximum attempts to write how many messages a person has left. Few calls change this at once. */
const MAX_WRITE_ATTEMPTS = 8;

/**
 * Changes the number of a person's messages.
 *
 * @param change gets the number, and whether it is for this template; returns the next number, or
 * null to change nothing
 * @returns number after the change; null if nothing was changed, or the person is not on the staff
 * @throws CloudFailure `changed-meanwhile`
 */
export async function changeMessagesLeft(
  { staff, now }: { readonly staff: Documents; readonly now: () => number },
  openId: string,
  templateId: string,
  change: (leftCount: number, isOfTemplate: boolean) => number | null,
): Promise<number | null> {
  for (let attempt = 0; attempt < MAX_WRITE_ATTEMPTS; attempt += 1) {
    const document = await staff.read(openId);
    if (document === null) return null;
    const { leftCount } = messagesIn(document, templateId);
    const { messagesLeft: oldMessagesLeft, messagesFor } = document;
    const messagesLeft = change(leftCount, messagesFor === templateId);
    if (messagesLeft === null || messagesLeft === leftCount) return messagesLeft;
    const since = leftCount === 0 ? { messagesSince: now() } : {};
    const messageFields = { messagesLeft, messagesFor: templateId, ...since };
    if (await staff.putIf(openId, { messagesLeft: oldMessagesLeft, messagesFor }, messageFields))
      return messagesLeft;
  }
  throw new CloudFailure('changed-meanwhile');
}

/** Returns how many messages a person has after accepting one; at most MAX_ACCEPTED_MESSAGES. */
export const addOneMessage = (count: number): number => Math.min(MAX_ACCEPTED_MESSAGES, count + 1);

/** Returns how many messages a person has if one was not sent; null if the template was changed. */
export const countWithUnsentMessage = (leftCount: number, isOfTemplate: boolean): number | null =>
  isOfTemplate ? addOneMessage(leftCount) : null;
