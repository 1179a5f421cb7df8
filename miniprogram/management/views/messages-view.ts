import type { Role } from '../../contract/shop';
import {
  type FilledPlace,
  type MessageDoor,
  type MessageFacts,
  type MessagePart,
  type MessagePlace,
  type MessageTemplate,
  fillTemplate,
  partsFor,
  wordsIn,
} from '../../contract/messages';
import { ROLE_NAMES } from '../../shop/roles';
import { quietWords } from '../../ui/wording/quiet-wording';
import type { Choice } from './choices';

export type MessagesView = ReturnType<typeof messagesView>;

/** Builds the view of 订阅消息. `templateId`: empty while the owner has not chosen a template. */
export function messagesView({ template, problem, own, others }: MessageDoor, role: Role | null) {
  return {
    templateId: template?.templateId ?? '',
    templateName: template?.title ?? '还没选',
    mayChoose: role === 'owner',
    problem: problem ?? '',
    left: own.left,
    quiet: [quietWords(own.quiet)],
    others: others.map(({ staffId, name, role: theirs, left }) => ({
      staffId,
      name,
      role: ROLE_NAMES[theirs],
      ...(left === 0
        ? { count: '收不到', tone: 'wait' }
        : { count: `还能收 ${left} 条`, tone: 'neutral' }),
    })),
  };
}

/** Parts of a message, in the words of the person who assigns them. */
const PART_NAMES: Readonly<Record<MessagePart, string>> = {
  store: '店名',
  order: '末四位',
  reason: '出了什么事',
  time: '什么时候',
  count: '几单',
  hint: '提示',
};

export type PlaceView = ReturnType<typeof placeViews>[number];

/** Lists templates to choose from; those without room for our words say why. */
export function templateChoices(templates: readonly MessageTemplate[]): readonly Choice[] {
  return templates.map(({ templateId: value, title, places }) => {
    const filling = fillTemplate(places);
    const detail = places.map(({ label }) => label).join('、');
    if ('filled' in filling) return { value, title, detail };
    const { unfit } = filling;
    const what = unfit === null ? '出了什么事' : unfit.label;
    const unfitWords = unfit === null ? `放不下“${what}”，不能用` : `“${what}”填不了，不能用`;
    return { value, title, detail, unfit: unfitWords };
  });
}

/** Lists the places of a template, with what will stand there. `canChange`: another part fits. */
export function placeViews(
  places: readonly MessagePlace[],
  filled: readonly FilledPlace[],
  sample: MessageFacts,
) {
  return places.flatMap(({ key, kind, label }) => {
    const part = filled.find((one) => one.key === key)?.part;
    if (part === undefined) return [];
    const words = wordsIn(kind, part, sample) ?? '';
    const canChange = partsFor(kind).length > 1 && !isOnlyReason(filled, key);
    return [{ key, label, words, part: PART_NAMES[part], canChange }];
  });
}

/** Tells whether a place is the only one that says what has happened, which a message must say. */
function isOnlyReason(filled: readonly FilledPlace[], key: string): boolean {
  const reasons = filled.filter(({ part }) => part === 'reason');
  return reasons.length === 1 && reasons[0]?.key === key;
}

/** Returns the filled places after a tap on one: the next part that its kind can hold. */
export function withNextPart(
  places: readonly MessagePlace[],
  filled: readonly FilledPlace[],
  key: string,
): readonly FilledPlace[] {
  if (isOnlyReason(filled, key)) return filled;
  const parts = partsFor(places.find((place) => place.key === key)?.kind ?? '');
  return filled.map((one) => {
    const next = parts[(parts.indexOf(one.part) + 1) % parts.length];
    return one.key === key && next !== undefined ? { key, part: next } : one;
  });
}

export const NO_MORE_MESSAGES = {
  title: '不再发订阅消息？',
  content: '再选这个模板，攒下的条数还在；换了模板，攒下的条数要重新点。群机器人不受影响。',
  confirmText: '不发了',
};
