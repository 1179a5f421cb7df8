import { enums, nullable, type } from 'superstruct';
import { quietHours, shopTimeText } from './notices';
import { REASON_NAMES } from './delivery/reason-names';
import { type ToHandleReason, TO_HANDLE_REASONS } from './delivery/urgency';
import { role } from './shop';
import { type Of, amount, list, text, textOrNull } from './schema';

/** Subscribe messages (订阅消息) of the staff's mini-program, one for each time a person accepts. */

/** Part of a message: a fact that can fill a place of a template. */
export type MessagePart = (typeof MESSAGE_PARTS)[number];
export const MESSAGE_PARTS = ['store', 'order', 'reason', 'time', 'count', 'hint'] as const;

/** Place in a template, for one part. For `{{thing1.DATA}}`: key `thing1`, kind `thing`. */
export type MessagePlace = Of<typeof messagePlace>;
const messagePlace = type({
  key: text,
  kind: text,
  /** The template's own name of the place, such as 门店. */
  label: text,
});

export type MessageTemplate = Of<typeof messageTemplate>;
export const messageTemplate = type({ templateId: text, title: text, places: list(messagePlace) });

/** Place (`key`) of a template, and the part of a message that fills it. */
export type FilledPlace = Of<typeof filledPlace>;
export const filledPlace = type({ key: text, part: enums(MESSAGE_PARTS) });

/** What a subscribe message says: no names of people, no phone numbers, no whole order id. */
export type MessageFacts = Of<typeof messageFacts>;
const messageFacts = type({
  storeName: text,
  /** Last four characters of the order id. */
  orderEnd: text,
  reason: enums(TO_HANDLE_REASONS),
  /** Time when the delivery became 要处理, ms since 1970. */
  at: amount,
});

/** Templates to choose from, and facts for a preview: the last message's, or invented ones. */
export type MessageTemplates = Of<typeof messageTemplates>;
export const messageTemplates = type({
  templates: list(messageTemplate),
  chosenId: textOrNull,
  /** Filled places of the chosen template; empty while none is chosen. */
  filled: list(filledPlace),
  sample: messageFacts,
});

/** Subscribe messages as a person sees them: their own, and those of people whom they manage. */
export type MessageSetup = Of<typeof messageSetup>;
export const messageSetup = type({
  /** Template that the owner chose; null if none is chosen, so that no message is sent. */
  template: nullable(type({ templateId: text, title: text })),
  /** Sentence that says why WeChat refused the last message; null when it did not. */
  problem: textOrNull,
  /** Number of messages that the person can still get; hours without any (null: no such hours). */
  own: type({ left: amount, quiet: nullable(quietHours) }),
  others: list(type({ staffId: text, name: text, role, left: amount })),
});

/** Caller's subscribe messages in an answer of the board; missing while no template is chosen. */
export const boardMessages = type({ templateId: text, left: amount });

/** Largest number of messages that a person can have accepted and not got yet. */
export const MAX_ACCEPTED_MESSAGES = 50;

/** Reasons in at most five Chinese characters, the limit of the kind `phrase` [O]. */
const SHORT_REASONS: Readonly<Record<ToHandleReason, string>> = {
  ...REASON_NAMES,
  'not-arrived': '没到店',
  'not-departed': '取货没走',
  unreachable: '联系不上',
  returning: '货没回来',
};

type PartWriters = Readonly<Partial<Record<MessagePart, (messageFacts: MessageFacts) => string>>>;

const writeClockTime = ({ at }: MessageFacts): string => shopTimeText(at).slice(11, 16);
const writeDateAndClock = (messageFacts: MessageFacts): string => {
  const [year, month, day] = shopTimeText(messageFacts.at).slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${day}日 ${writeClockTime(messageFacts)}`;
};
const writeOrderEnd = ({ orderEnd }: MessageFacts): string => orderEnd;

/**
 * Words for each part, by the kind of the place, within the limits of the kind (other APIs §3 [O]):
 * thing ≤ 20 characters, phrase ≤ 5 Chinese characters, name ≤ 10, character_string without
 * Chinese. Kinds that are not listed cannot hold any part.
 */
const PART_WRITERS_BY_KIND: Readonly<Record<string, PartWriters>> = {
  thing: {
    store: ({ storeName }) => cutToLength(storeName.trim() || '门店', 20),
    order: writeOrderEnd,
    reason: ({ reason }) => REASON_NAMES[reason],
    time: writeDateAndClock,
    hint: () => '点开看下一步',
  },
  character_string: { order: ({ orderEnd }) => orderEnd.replace(/[^\x21-\x7e]/g, '') || '-' },
  number: { order: ({ orderEnd }) => orderEnd.replace(/\D/g, '') || '0', count: () => '1' },
  time: { time: writeDateAndClock },
  date: { time: writeDateAndClock },
  phrase: { reason: ({ reason }) => SHORT_REASONS[reason] },
  name: {
    store: ({ storeName }) =>
      (storeName.match(/\p{Script=Han}/gu) ?? ['门店']).slice(0, 10).join(''),
  },
};

export function partsForKind(placeKind: string): readonly MessagePart[] {
  return Object.keys(PART_WRITERS_BY_KIND[placeKind] ?? {}) as MessagePart[];
}

/** Writes the text of a place; null when its kind cannot hold the part. */
export function textForPlace(kind: string, part: MessagePart, facts: MessageFacts): string | null {
  return PART_WRITERS_BY_KIND[kind]?.[part]?.(facts) ?? null;
}

/** Words in a template's labels that stand for a part, the most certain first. */
const PART_LABEL_PATTERNS: readonly (readonly [MessagePart, RegExp])[] = [
  ['order', /单号|编号|订单$|运单/],
  ['store', /店|商家|商户|地点/],
  ['time', /时间|日期/],
  ['reason', /情况|异常|原因|状态|内容|事项|类型|进度|说明/],
  ['count', /数/],
  ['hint', /备注|提示|温馨/],
];

/**
 * Assigns a part to each place, by its kind and label. One part must be the reason. `unfit`: the
 * place that can hold no part, or null when no place can hold the reason.
 */
export function fillTemplate(
  places: readonly MessagePlace[],
): { readonly filled: readonly FilledPlace[] } | { readonly unfit: MessagePlace | null } {
  const unfit = places.find(({ kind }) => partsForKind(kind).length === 0);
  if (unfit !== undefined) return { unfit };
  const partsByLabel = places.map(({ label, kind }) => {
    const part = PART_LABEL_PATTERNS.find(([, words]) => words.test(label))?.[0];
    return part !== undefined && partsForKind(kind).includes(part) ? part : null;
  });
  const bestFreePart = (kind: string, takenParts: readonly (MessagePart | null)[]): MessagePart => {
    const possible = partsForKind(kind);
    const priority: readonly MessagePart[] = ['reason', 'store', 'order', 'time', 'count', 'hint'];
    const free = priority.find((part) => possible.includes(part) && !takenParts.includes(part));
    return free ?? possible[possible.length - 1] ?? 'hint';
  };
  const takenParts = [...partsByLabel];
  const filled = places.map(({ key, kind }, index) => {
    const messagePart = partsByLabel[index] ?? bestFreePart(kind, takenParts);
    takenParts.push(messagePart);
    return { key, part: messagePart };
  });
  if (filled.some(({ part }) => part === 'reason')) return { filled };
  // The reason is more important than a hint, so it replaces one.
  const at = places.findIndex(
    ({ kind }, index) => filled[index]?.part === 'hint' && partsForKind(kind).includes('reason'),
  );
  if (at < 0) return { unfit: null };
  return { filled: filled.map((one, index) => (index === at ? { ...one, part: 'reason' } : one)) };
}

/** Tells whether each place is filled once, with a part it can hold, and one has the reason. */
export function isValidFilling(
  places: readonly MessagePlace[],
  filledPlaces: readonly FilledPlace[],
): boolean {
  const partOf = (key: string): MessagePart | undefined =>
    filledPlaces.find((filledPlace) => filledPlace.key === key)?.part;
  return (
    filledPlaces.length === places.length &&
    filledPlaces.some(({ part }) => part === 'reason') &&
    places.every(({ key, kind }) => partsForKind(kind).some((part) => part === partOf(key)))
  );
}

function cutToLength(words: string, maxLength: number): string {
  const characters = Array.from(words);
  return characters.length <= maxLength ? words : `${characters.slice(0, maxLength - 1).join('')}…`;
}
