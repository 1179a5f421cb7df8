import { enums, nullable, type } from 'superstruct';
import { quietHours, shopTime } from './notices';
import { REASON_NAMES } from './delivery/reason-names';
import { type ToHandleReason, TO_HANDLE_REASONS } from './delivery/urgency';
import { role } from './shop';
import { type Of, amount, list, text, textOrNull } from './schema';

/** Subscribe messages (订阅消息) of the own mini-program: one acceptance, one message to a phone. */

/** What can stand in a place of a template. */
export type MessagePart = (typeof MESSAGE_PARTS)[number];
export const MESSAGE_PARTS = ['store', 'order', 'reason', 'time', 'count', 'hint'] as const;

/** Place of a template: of `{{thing1.DATA}}` the key is `thing1`, its kind `thing`. */
export type MessagePlace = Of<typeof messagePlace>;
const messagePlace = type({
  key: text,
  kind: text,
  /** The template's own word for the place, such as 门店. */
  label: text,
});

export type MessageTemplate = Of<typeof messageTemplate>;
export const messageTemplate = type({ templateId: text, title: text, places: list(messagePlace) });

export type FilledPlace = Of<typeof filledPlace>;
export const filledPlace = type({ key: text, part: enums(MESSAGE_PARTS) });

/** What a message is about. It has no names of people, no numbers, and no whole order id. */
export type MessageFacts = Of<typeof messageFacts>;
export const messageFacts = type({
  storeName: text,
  /** Last four characters of the order id. */
  orderEnd: text,
  reason: enums(TO_HANDLE_REASONS),
  /** Time when the delivery became 要处理, ms since 1970. */
  at: amount,
});

/** Templates to choose from, and what a real message is about: the last one, or an example. */
export type MessageTemplates = Of<typeof messageTemplates>;
export const messageTemplates = type({
  templates: list(messageTemplate),
  chosenId: textOrNull,
  /** Filled places of the chosen template; empty without one. */
  filled: list(filledPlace),
  sample: messageFacts,
});

/** Subscribe messages, as a person sees them: their own, and those of people whom they manage. */
export type MessageDoor = Of<typeof messageDoor>;
export const messageDoor = type({
  /** Null while the owner has not chosen a template: no message is sent. */
  template: nullable(type({ templateId: text, title: text })),
  /** Sentence about the last message, if WeChat refused it; null when it was sent. */
  problem: textOrNull,
  /** Number of messages that the person can still get, and hours when none is sent. */
  own: type({ left: amount, quiet: nullable(quietHours) }),
  others: list(type({ staffId: text, name: text, role, left: amount })),
});

/** What the board says of messages: missing while no template is chosen. */
export const boardMessages = type({ templateId: text, left: amount });

/** Maximum number of messages that a person can have accepted. */
export const MOST_ACCEPTED = 50;

/** Reasons in at most five Chinese characters, the bound of a `phrase` [O]. */
const SHORT_REASONS: Readonly<Record<ToHandleReason, string>> = {
  ...REASON_NAMES,
  'not-arrived': '没到店',
  'not-departed': '取货没走',
  unreachable: '联系不上',
  returning: '货没回来',
};

type Words = Readonly<Partial<Record<MessagePart, (facts: MessageFacts) => string>>>;

const clock = ({ at }: MessageFacts): string => shopTime(at).slice(11, 16);
const dateAndClock = (facts: MessageFacts): string => {
  const [year, month, day] = shopTime(facts.at).slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${day}日 ${clock(facts)}`;
};
const orderEnd = ({ orderEnd: end }: MessageFacts): string => end;

/**
 * Words of each part by the kind of the place, within the bounds of the kind
 * (other APIs §3 [O]): thing ≤ 20 characters, phrase ≤ 5 Chinese ones, name ≤ 10, character_string
 * without Chinese. A kind that is not listed can hold nothing of ours.
 */
const WORDS: Readonly<Record<string, Words>> = {
  thing: {
    store: ({ storeName }) => cut(storeName.trim() || '门店', 20),
    order: orderEnd,
    reason: ({ reason }) => REASON_NAMES[reason],
    time: dateAndClock,
    hint: () => '点开看下一步',
  },
  character_string: { order: ({ orderEnd: end }) => end.replace(/[^\x21-\x7e]/g, '') || '-' },
  number: { order: ({ orderEnd: end }) => end.replace(/\D/g, '') || '0', count: () => '1' },
  time: { time: dateAndClock },
  date: { time: dateAndClock },
  phrase: { reason: ({ reason }) => SHORT_REASONS[reason] },
  name: {
    store: ({ storeName }) =>
      (storeName.match(/\p{Script=Han}/gu) ?? ['门店']).slice(0, 10).join(''),
  },
};

/** Lists the parts that a place of this kind can hold. */
export function partsFor(kind: string): readonly MessagePart[] {
  return Object.keys(WORDS[kind] ?? {}) as MessagePart[];
}

/** Returns what stands in a place; null where its kind cannot hold the part. */
export function wordsIn(kind: string, part: MessagePart, facts: MessageFacts): string | null {
  return WORDS[kind]?.[part]?.(facts) ?? null;
}

/** Words of templates by which a part is recognised, the surest first. */
const LABELS: readonly (readonly [MessagePart, RegExp])[] = [
  ['order', /单号|编号|订单$|运单/],
  ['store', /店|商家|商户|地点/],
  ['time', /时间|日期/],
  ['reason', /情况|异常|原因|状态|内容|事项|类型|进度|说明/],
  ['count', /数/],
  ['hint', /备注|提示|温馨/],
];

/**
 * Assigns a part to each place of a template, by its kind and the template's own word. The reason
 * must have a place.
 *
 * @returns the place that can hold nothing of ours, or null for a template without a place for the
 * reason, as `unfit`
 */
export function fillTemplate(
  places: readonly MessagePlace[],
): { readonly filled: readonly FilledPlace[] } | { readonly unfit: MessagePlace | null } {
  const unfit = places.find(({ kind }) => partsFor(kind).length === 0);
  if (unfit !== undefined) return { unfit };
  const meant = places.map(({ label, kind }) => {
    const part = LABELS.find(([, words]) => words.test(label))?.[0];
    return part !== undefined && partsFor(kind).includes(part) ? part : null;
  });
  const left = (kind: string, taken: readonly (MessagePart | null)[]): MessagePart => {
    const possible = partsFor(kind);
    const order: readonly MessagePart[] = ['reason', 'store', 'order', 'time', 'count', 'hint'];
    const free = order.find((part) => possible.includes(part) && !taken.includes(part));
    return free ?? possible[possible.length - 1] ?? 'hint';
  };
  const taken = [...meant];
  const filled = places.map(({ key, kind }, index) => {
    const part = meant[index] ?? left(kind, taken);
    taken.push(part);
    return { key, part };
  });
  if (filled.some(({ part }) => part === 'reason')) return { filled };
  // What happened is more than a hint.
  const at = places.findIndex(
    ({ kind }, index) => filled[index]?.part === 'hint' && partsFor(kind).includes('reason'),
  );
  if (at < 0) return { unfit: null };
  return { filled: filled.map((one, index) => (index === at ? { ...one, part: 'reason' } : one)) };
}

/** Tells whether filled places fit a template: each once, each possible, and one with a reason. */
export function isFilledRight(
  places: readonly MessagePlace[],
  filled: readonly FilledPlace[],
): boolean {
  const partOf = (key: string): MessagePart | undefined =>
    filled.find((one) => one.key === key)?.part;
  return (
    filled.length === places.length &&
    filled.some(({ part }) => part === 'reason') &&
    places.every(({ key, kind }) => partsFor(kind).some((part) => part === partOf(key)))
  );
}

function cut(words: string, most: number): string {
  const characters = Array.from(words);
  return characters.length <= most ? words : `${characters.slice(0, most - 1).join('')}…`;
}
