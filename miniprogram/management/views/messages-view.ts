import type { Role } from '../../contract/shop';
import {
  type FilledPlace,
  type MessageSetup,
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

/** Builds the view of subscribe messages. `templateId`: empty before a template is chosen. */
export function messagesView({ template, problem, own, others }: MessageSetup, role: Role | null) {
  return {
    templateId: template?.templateId ?? '',
    templateName: template?.title ?? '还没选',
    mayChoose: role === 'owner',
    problem: problem ?? '',
    left: own.left,
    quiet: [quietWords(own.quiet)],
    others: others.map(({ staffId, name, role: otherRole, left }) => ({
      staffId,
      name,
      role: ROLE_NAMES[otherRole],
      ...(left === 0
        ? { count: '收不到', tone: 'wait' }
        : { count: `还能收 ${left} 条`, tone: 'neutral' }),
    })),
  };
}

/** Names of the parts of a message. The owner decides which part each field of a template shows. */
const PART_NAMES: Readonly<Record<MessagePart, string>> = {
  store: '店名',
  order: '末四位',
  reason: '出了什么事',
  time: '什么时候',
  count: '几单',
  hint: '提示',
};

export type PlaceView = ReturnType<typeof placeViews>[number];

/** Lists the templates to choose from. `unfit` says why a template cannot hold our message. */
export function templateChoices(templates: readonly MessageTemplate[]): readonly Choice[] {
  return templates.map(({ templateId: value, title, places }) => {
    const filling = fillTemplate(places);
    const detail = places.map(({ label }) => label).join('、');
    if ('filled' in filling) return { value, title, detail };
    const { unfit } = filling;
    const label = unfit === null ? '出了什么事' : unfit.label;
    const unfitWords = unfit === null ? `放不下“${label}”，不能用` : `“${label}”填不了，不能用`;
    return { value, title, detail, unfit: unfitWords };
  });
}

/** Lists a template's places (fields). `canChange`: a tap makes the place show another part. */
export function placeViews(
  places: readonly MessagePlace[],
  filledPlaces: readonly FilledPlace[],
  sampleFacts: MessageFacts,
) {
  return places.flatMap(({ key, kind, label }) => {
    const messagePart = filledPlaces.find((filledPlace) => filledPlace.key === key)?.part;
    if (messagePart === undefined) return [];
    const sampleText = textForPlace(kind, messagePart, sampleFacts) ?? '';
    const canChange = partsForKind(kind).length > 1 && !isOnlyReasonPlace(filledPlaces, key);
    return [{ key, label, words: sampleText, part: PART_NAMES[messagePart], canChange }];
  });
}

/** Tells whether the place `key` alone says what has happened, which every message must say. */
function isOnlyReasonPlace(filledPlaces: readonly FilledPlace[], key: string): boolean {
  const reasonFields = filledPlaces.filter(({ part }) => part === 'reason');
  return reasonFields.length === 1 && reasonFields[0]?.key === key;
}

/** Returns the filled places after a tap on place `key`, which gets the next part for its kind. */
export function withNextPart(
  places: readonly MessagePlace[],
  filledPlaces: readonly FilledPlace[],
  key: string,
): readonly FilledPlace[] {
  if (isOnlyReasonPlace(filledPlaces, key)) return filledPlaces;
  const possibleParts = partsForKind(places.find((place) => place.key === key)?.kind ?? '');
  return filledPlaces.map((place) => {
    const nextPart = possibleParts[(possibleParts.indexOf(place.part) + 1) % possibleParts.length];
    return place.key === key && nextPart !== undefined ? { key, part: nextPart } : place;
  });
}

export const STOP_MESSAGES_QUESTION = {
  title: '不再发订阅消息？',
  content: '再选这个模板，攒下的条数还在；换了模板，攒下的条数要重新点。群机器人不受影响。',
  confirmText: '不发了',
};
