import type { QuietHours } from '../../../miniprogram/contract/notices';
import { ageMs, isAheadOfNow } from '../../../miniprogram/contract/age';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import { MOST_ACCEPTED } from '../../../miniprogram/contract/messages';
import type { ShopParts } from '../access/shop-context';
import { type Staff, staffOf } from '../access/staff';
import { CloudFailure } from '../runtime/cloud-failure';
import type { Documents, Fields } from '../storage/documents';
import { listAll } from '../storage/list-all';
import { quietOf } from '../storage/quiet-hours';
import { numberIn, unreadableDocument } from '../storage/read-fields';
import type { ChosenTemplate } from '../storage/shop-document';

/*
 * People who get subscribe messages. Their numbers and quiet hours lie on the staff document, so
 * that they end with it. The numbers change by compare-and-set, without the document's version.
 */

export interface OwnMessages {
  /** Number of messages that the person has accepted and not yet got. */
  readonly left: number;
  /** Time when this number was last 0, ms since 1970. */
  readonly since: number;
  readonly quiet: QuietHours | null;
  readonly bell: Bell;
}

/** Last board of a person that had its bell on. */
interface Bell {
  /** Time of its last call, ms since 1970; 0: never. */
  readonly at: number;
  /** The one store whose deliveries it shows; null for all that the person sees. */
  readonly storeId: string | null;
}

export interface OpenPerson extends Pick<Staff, 'openId' | 'staffId' | 'stores'>, OwnMessages {}

/** Door of subscribe messages: closed without a template, or without people. */
export interface OpenMessages {
  readonly appId: string;
  readonly template: ChosenTemplate | null;
  readonly people: readonly OpenPerson[];
}

export const CLOSED: OpenMessages = { appId: '', template: null, people: [] };

/** Time (ms) for which a call of a board says that the person's bell is on. */
const BELL_MS = 60_000;
/** Time (ms) after which a call of a board has shown what was owed before. */
const HEARD_MS = 20_000;

export function messagesIn(fields: Fields, templateId: string | null): OwnMessages {
  const isCounted = templateId !== null && fields['messagesFor'] === templateId;
  const left = isCounted ? (numberIn(fields, 'messagesLeft') ?? 0) : 0;
  return {
    left: Math.min(MOST_ACCEPTED, Math.max(0, left)),
    since: numberIn(fields, 'messagesSince') ?? 0,
    quiet: quietOf(fields['quietFrom'], fields['quietTo']),
    bell: {
      at: numberIn(fields, 'bellAt') ?? 0,
      storeId: typeof fields['bellStore'] === 'string' ? fields['bellStore'] : null,
    },
  };
}

/**
 * Tells whether a bell has rung for a notice: the board asked again after it was owed. `perhaps`:
 * the bell is on, but the phone may not have asked yet.
 */
export function hasRung(
  { at, storeId }: Bell,
  { owedAt }: { readonly owedAt: number },
  storeIds: readonly string[],
  now: number,
): boolean | 'perhaps' {
  if (isAheadOfNow(at, now) || (storeId !== null && !storeIds.includes(storeId))) return false;
  return at - owedAt > HEARD_MS || (ageMs(at, now) < BELL_MS && 'perhaps');
}

/**
 * Reads who can get a message. While nobody has one left, this takes one read. Throws CloudFailure
 * `unreadable-document`.
 */
export async function openMessages({
  collections: { staff },
  shop,
  now,
}: Pick<ShopParts, 'collections' | 'shop' | 'now'>): Promise<OpenMessages> {
  const found = await listAll(staff, { above: ['messagesLeft', 0] });
  if (found.length === 0) return CLOSED;
  const { appId, messageTemplate } = await shop(0);
  if (messageTemplate === null) throw unreadableDocument(COLLECTIONS.shop, 'messageTemplate');
  const [template] = messageTemplate;
  if (template === undefined) return CLOSED;
  const people = staff.readEach(found, (document): OpenPerson | null => {
    const person = staffOf(document._id, document, now());
    if (person === null || person.role === 'reviewer') return null;
    const { openId, staffId, stores } = person;
    const own = messagesIn(document, template.templateId);
    return own.left === 0 ? null : { openId, staffId, stores, ...own };
  });
  return { appId, template, people };
}

/** Maximum number of attempts: a person taps and is told a few times at once at most. */
const ATTEMPTS = 8;

/**
 * Changes the number of a person's messages.
 *
 * @param change gets the number, and whether it counts for this template and not for another one;
 * returns the next number, or null to change nothing
 * @returns number after the change; null without one, or without the person
 * @throws CloudFailure `changed-meanwhile`
 */
export async function changeLeft(
  { staff, now }: { readonly staff: Documents; readonly now: () => number },
  openId: string,
  templateId: string,
  change: (left: number, isOfTemplate: boolean) => number | null,
): Promise<number | null> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
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

/** Adds a message that a person has accepted. */
export const oneMore = (left: number): number => Math.min(MOST_ACCEPTED, left + 1);

/** Gives back a message that was taken and not sent, unless another template counts by now. */
export const giveBack = (left: number, isOfTemplate: boolean): number | null =>
  isOfTemplate ? oneMore(left) : null;
