import type { Role } from '../../contract/shop';
import {
  type FilledPlace,
  type MessageDoor,
  type MessageFacts,
  type MessagePart,
  type MessagePlace,
  type MessageTemplate,
  fillTemplate,
  partsForKind,
  textForPlace,
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

/** Names of the parts of a message, for the owner, who fills the places of a template. */
const PART_NAMES: Readonly<Record<MessagePart, string>> = {
  store: '店名',
  order: '末四位',
  reason: '出了什么事',
  time: '什么时候',
  count: '几单',
  hint: '提示',
};

export type PlaceView = ReturnType<typeof placeViews>[number];

/** Lists the templates. `unfit` says why a template cannot hold the message. */
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

/** Lists a template's places with their texts. `canChange`: the place can hold another part. */
export function placeViews(
  places: readonly MessagePlace[],
  filled: readonly FilledPlace[],
  sample: MessageFacts,
) {
  return places.flatMap(({ key, kind, label }) => {
    const part = filled.find((one) => one.key === key)?.part;
    if (part === undefined) return [];
    const words = textForPlace(kind, part, sample) ?? '';
    const canChange = partsForKind(kind).length > 1 && !isOnlyReasonPlace(filled, key);
    return [{ key, label, words, part: PART_NAMES[part], canChange }];
  });
}

/** Tells whether only this place says what has happened. A message must say that. */
function isOnlyReasonPlace(filled: readonly FilledPlace[], key: string): boolean {
  const reasons = filled.filter(({ part }) => part === 'reason');
  return reasons.length === 1 && reasons[0]?.key === key;
}

/** Returns the filled places after a tap on one: it gets the next part that its kind can hold. */
export function withNextPart(
  places: readonly MessagePlace[],
  filled: readonly FilledPlace[],
  key: string,
): readonly FilledPlace[] {
  if (isOnlyReasonPlace(filled, key)) return filled;
  const parts = partsForKind(places.find((place) => place.key === key)?.kind ?? '');
  return filled.map((one) => {
    const next = parts[(parts.indexOf(one.part) + 1) % parts.length];
    return one.key === key && next !== undefined ? { key, part: next } : one;
  });
}

export const STOP_MESSAGES_QUESTION = {
  title: '不再发订阅消息？',
  content: '再选这个模板，攒下的条数还在；换了模板，攒下的条数要重新点。群机器人不受影响。',
  confirmText: '不发了',
};
