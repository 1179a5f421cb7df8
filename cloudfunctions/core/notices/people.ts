import type { QuietHours } from '../../../miniprogram/contract/notices';
import { ageMs, isAheadOfNow } from '../../../miniprogram/contract/age';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { MAX_ACCEPTED_MESSAGES } from '../../../miniprogram/contract/messages';
import type { ShopParts } from '../access/shop-context';
import { type Staff, staffOf } from '../access/staff';
import { CloudFailure } from '../runtime/cloud-failure';
import { type Documents, type Fields, listAll } from '../storage/documents';
import { numberIn, unreadableDocument } from '../storage/read-fields';
import { quietOf } from '../storage/quiet-hours';
import type { ChosenTemplate } from '../storage/shop-document';

/*
 * People who get subscribe messages. The staff document has their numbers and quiet hours, which
 * end with it. The numbers change by compare-and-set, without the document's version.
 */

export interface OwnMessages {
  /** Number of messages that the person has accepted and not yet got. */
  readonly left: number;
  /** Time when this number was last 0, ms since 1970. */
  readonly since: number;
  readonly quiet: QuietHours | null;
  readonly boardSound: BoardSound;
}

/** Last board of a person that had its sound on. Its sound makes a message needless. */
interface BoardSound {
  /** Time of its last call, ms since 1970; 0: never. */
  readonly at: number;
  /** Store whose deliveries this board shows; null for all that the person sees. */
  readonly storeId: string | null;
}

export interface MessageRecipient
  extends Pick<Staff, 'openId' | 'staffId' | 'stores'>, OwnMessages {}

/** People who can get subscribe messages, and the template; nobody without a template. */
export interface MessageRecipients {
  readonly appId: string;
  readonly template: ChosenTemplate | null;
  readonly people: readonly MessageRecipient[];
}

export const NO_RECIPIENTS: MessageRecipients = { appId: '', template: null, people: [] };

/** Time (ms) after a call of the board for which its sound is taken to be on. */
const SOUND_ON_MS = 60_000;
/** Least age (ms) of a notice that the board's last call has certainly shown. */
const SOUND_HEARD_MS = 20_000;

export function messagesIn(fields: Fields, templateId: string | null): OwnMessages {
  const isOfTemplate = templateId !== null && fields['messagesFor'] === templateId;
  const left = isOfTemplate ? (numberIn(fields, 'messagesLeft') ?? 0) : 0;
  return {
    left: Math.min(MAX_ACCEPTED_MESSAGES, Math.max(0, left)),
    since: numberIn(fields, 'messagesSince') ?? 0,
    quiet: quietOf(fields['quietFrom'], fields['quietTo']),
    boardSound: {
      at: numberIn(fields, 'bellAt') ?? 0,
      storeId: typeof fields['bellStore'] === 'string' ? fields['bellStore'] : null,
    },
  };
}

/**
 * Tells whether a person's board has sounded for a notice: it called again after the notice was
 * owed. `perhaps`: the sound is on, but the board may not have called yet.
 */
export function hasBoardSounded(
  { at, storeId }: BoardSound,
  { owedAt }: { readonly owedAt: number },
  storeIds: readonly string[],
  now: number,
): boolean | 'perhaps' {
  if (isAheadOfNow(at, now) || (storeId !== null && !storeIds.includes(storeId))) return false;
  return at - owedAt > SOUND_HEARD_MS || (ageMs(at, now) < SOUND_ON_MS && 'perhaps');
}

/**
 * Reads who can get a message. While nobody has a message left, this takes one read. Throws
 * CloudFailure `unreadable-document`.
 */
export async function readMessageRecipients({
  collections: { staff },
  shop,
  now,
}: Pick<ShopParts, 'collections' | 'shop' | 'now'>): Promise<MessageRecipients> {
  const found = await listAll(staff, { above: ['messagesLeft', 0] });
  if (found.length === 0) return NO_RECIPIENTS;
  const { appId, messageTemplate } = await shop(0);
  if (messageTemplate === null) throw unreadableDocument(COLLECTIONS.shop, 'messageTemplate');
  const [template] = messageTemplate;
  if (template === undefined) return NO_RECIPIENTS;
  const people = staff.readEach(found, (document): MessageRecipient | null => {
    const person = staffOf(document._id, document, now());
    if (person === null || person.role === 'reviewer') return null;
    const { openId, staffId, stores } = person;
    const ownMessages = messagesIn(document, template.templateId);
    return ownMessages.left === 0 ? null : { openId, staffId, stores, ...ownMessages };
  });
  return { appId, template, people };
}

/** Maximum number of attempts: few calls change a person's number at the same time. */
const MAX_ATTEMPTS = 8;

/**
 * Changes the number of a person's messages.
 *
 * @param change gets the number, and whether it is for this template; returns the next number, or
 * null to change nothing
 * @returns number after the change; null if nothing was changed, or the person is gone
 * @throws CloudFailure `changed-meanwhile`
 */
export async function changeMessagesLeft(
  { staff, now }: { readonly staff: Documents; readonly now: () => number },
  openId: string,
  templateId: string,
  change: (left: number, isOfTemplate: boolean) => number | null,
): Promise<number | null> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const document = await staff.read(openId);
    if (document === null) return null;
    const { left } = messagesIn(document, templateId);
    const { messagesLeft: before, messagesFor } = document;
    const messagesLeft = change(left, messagesFor === templateId);
    if (messagesLeft === null || messagesLeft === left) return messagesLeft;
    const since = left === 0 ? { messagesSince: now() } : {};
    const fields = { messagesLeft, messagesFor: templateId, ...since };
    if (await staff.putIf(openId, { messagesLeft: before, messagesFor }, fields))
      return messagesLeft;
  }
  throw new CloudFailure('changed-meanwhile');
}

/** Returns the number of messages after a person has accepted one more. */
export const withOneMoreMessage = (left: number): number =>
  Math.min(MAX_ACCEPTED_MESSAGES, left + 1);

/** Gives back a message that was taken but not sent, unless the owner has changed the template. */
export const givenBackMessages = (left: number, isOfTemplate: boolean): number | null =>
  isOfTemplate ? withOneMoreMessage(left) : null;
