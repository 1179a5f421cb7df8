import { type Struct, enums, nullable, type } from 'superstruct';
import {
  type MessageDoor,
  type MessageFacts,
  type MessageTemplates,
  fillTemplate,
  isValidFilling,
  MESSAGE_PARTS,
} from '../../../miniprogram/contract/messages';
import { orderEndOf } from '../../../miniprogram/contract/order-id';
import { mayManage } from '../../../miniprogram/contract/shop';
import type { ShopCalls } from '../../../miniprogram/contract/shop-api';
import { type Actor, OWNER_ONLY, staffAction } from '../access/access';
import { id, listOf, nothing, typedText } from '../access/input-shapes';
import { consumeLimit, tooManyLookUps } from '../access/rate-limits';
import type { ShopParts } from '../access/shop-context';
import { type Staff, staffOf } from '../access/staff';
import { listTemplates } from '../providers/wechat/subscribe-messages';
import { currentAttempt } from '../records/current-attempt';
import { listedAttemptsIn } from '../records/delivery-record';
import { CloudFailure } from '../runtime/cloud-failure';
import { listAll } from '../storage/documents';
import { type ChosenTemplate, changeShop } from '../storage/shop-document';
import { NOTHING_SENT_YET, MESSAGES_ID, TEMPLATE_LOST, lastOutcomeIn } from './send-state';
import type { Notices } from './notices';
import { noticeIn } from './owed';
import { changeMessagesLeft, messagesIn, withOneMoreMessage } from './people';
import { quietHoursInput, robotActions } from './robot-actions';
import { quietFields } from '../storage/quiet-hours';

const MAX_TEMPLATE_PLACES = 20;
const templateId = typedText(100);
const templateInput: Struct<ShopCalls['save-message-template']['input']> = type({
  templateId: nullable(templateId),
  filled: listOf(type({ key: id, part: enums(MESSAGE_PARTS) }), 0, MAX_TEMPLATE_PLACES),
});

/** Creates the actions on the ways to send notices: robots and subscribe messages. */
export function noticeActions(parts: ShopParts, notices: Notices) {
  return { ...robotActions(parts, notices), ...messageActions(parts, notices) };
}

/** Creates the actions on subscribe messages: the owner's template, and each person's own ones. */
function messageActions(parts: ShopParts, notices: Notices) {
  const { collections, audit, now } = parts;
  const people = { ...OWNER_ONLY, grants: { owner: 'all', manager: 'own', clerk: 'own' } } as const;
  const chosen = async (): Promise<ChosenTemplate | null> =>
    (await parts.shop(0)).messageTemplate?.[0] ?? null;

  return {
    'message-door': staffAction({
      ...people,
      input: nothing,
      handle: (_input, _about, { staff }) => doorOf(parts, staff),
    }),
    'list-message-templates': staffAction({
      ...OWNER_ONLY,
      input: nothing,
      handle: async (_input, _about, actor): Promise<MessageTemplates> => {
        const templates = await templatesAtWeChat(parts, notices, actor);
        const [before, sample] = await Promise.all([chosen(), sampleFactsOf(notices)]);
        const filled = before?.filled.map(({ key, part }) => ({ key, part })) ?? [];
        return { templates, sample, chosenId: before?.templateId ?? null, filled };
      },
    }),
    'save-message-template': staffAction({
      ...OWNER_ONLY,
      input: templateInput,
      handle: async ({ templateId: wanted, filled }, _about, actor) => {
        const { staff } = actor;
        const listed = wanted === null ? [] : await templatesAtWeChat(parts, notices, actor);
        const template = listed.find((one) => one.templateId === wanted);
        if (template === undefined && wanted !== null) throw new CloudFailure('no-such-entry');
        const about = template?.title ?? '';
        await audit.logAround({ by: staff, act: 'save-message-template', about }, async () => {
          const messageTemplate =
            template === undefined ? [] : [checkedTemplate({ ...template, filled })];
          await changeShop(collections.shop, () => ({ messageTemplate }));
          // A refusal of the previous template says nothing about the new one.
          await collections.limits.putIf(MESSAGES_ID, {}, { ...NOTHING_SENT_YET, chosenAt: now() });
        });
        return doorOf(parts, staff);
      },
    }),
    'accept-message': staffAction({
      ...people,
      input: type({ templateId }),
      handle: async ({ templateId: accepted }, _about, { staff }) => {
        const { openId } = staff;
        if ((await chosen())?.templateId !== accepted) throw new CloudFailure('changed-meanwhile');
        const left = await changeMessagesLeft(
          { staff: collections.staff, now },
          openId,
          accepted,
          withOneMoreMessage,
        );
        if (left === null) throw new CloudFailure('not-staff');
        return { left };
      },
    }),
    'save-own-quiet-hours': staffAction({
      ...people,
      input: type({ quiet: quietHoursInput }),
      handle: async ({ quiet }, _about, { staff }) => {
        if (!(await collections.staff.putIf(staff.openId, {}, quietFields(quiet))))
          throw new CloudFailure('not-staff');
        return doorOf(parts, staff);
      },
    }),
  };
}

/** Describes the messages of a person, and of the people whom the person manages. */
async function doorOf({ collections, shop, now }: ShopParts, me: Staff): Promise<MessageDoor> {
  const { staff, limits } = collections;
  const [{ messageTemplate }, found, state] = await Promise.all([
    shop(0),
    listAll(staff),
    limits.read(MESSAGES_ID, 'counter'),
  ]);
  const [template = null] = messageTemplate ?? [];
  const ofTemplate = (fields: Staff['fields']) => messagesIn(fields, template?.templateId ?? null);
  const everybody = staff.readEach(found, (document) => staffOf(document._id, document, now()));
  const own = everybody.find(({ openId }) => openId === me.openId) ?? me;
  const others = everybody.filter(
    (one) => one.openId !== me.openId && one.role !== 'reviewer' && mayManage(me, one),
  );
  const { left, quiet } = ofTemplate(own.fields);
  return {
    template: template === null ? null : { templateId: template.templateId, title: template.title },
    problem: messageTemplate === null ? TEMPLATE_LOST : template && lastOutcomeIn(state).problem,
    own: { left, quiet },
    others: others.map(({ staffId, name, role, fields }) => {
      return { staffId, name, role, left: ofTemplate(fields).left };
    }),
  };
}

async function templatesAtWeChat(
  { collections, shop, now }: ShopParts,
  { wechat }: Notices,
  { staff, call }: Actor,
): Promise<MessageTemplates['templates']> {
  if (!(await consumeLimit(collections.staff, staff, 'look-up', now()))) throw tooManyLookUps();
  return listTemplates(wechat((await shop(0)).appId), call);
}

/** Returns a template that messages can fill; throws CloudFailure `template-unfit`. */
function checkedTemplate(template: ChosenTemplate): ChosenTemplate {
  const { title, places, filled } = template;
  if (isValidFilling(places, filled)) return template;
  const fit = fillTemplate(places);
  const why =
    'filled' in fit
      ? '这样填不行：每一格都要填上放得下的，“什么事”要有一格'
      : fit.unfit === null
        ? `模板“${title}”里没有放得下“什么事”的一格`
        : `模板“${title}”里的“${fit.unfit.label}”（${fit.unfit.kind}）放不下单号、什么事、门店或时间`;
  throw new CloudFailure('template-unfit', { message: `${why}。` });
}

/** Returns the facts of the latest notice, or of an example, for the preview of a message. */
async function sampleFactsOf(notices: Notices): Promise<MessageFacts> {
  const { collection, deliveries, now } = notices;
  const [found, stores] = await Promise.all([
    collection.list({ greatestFirst: 'owedAt', limit: 1 }),
    notices.stores(),
  ]);
  const [last] = collection.readEach(found, noticeIn);
  const storeName = stores[0]?.name ?? '天河南店';
  if (last === undefined) return { storeName, orderEnd: '1304', reason: 'unreachable', at: now() };
  const { orderId, reason, owedAt: at } = last;
  // An unreadable record does not prevent the choice of a template.
  const documents = await deliveries.list({ holds: ['_id', [orderId]], limit: 1 });
  const attempt = currentAttempt(documents.flatMap(listedAttemptsIn));
  const store = stores.find(({ storeId }) => attempt?.boardStoreIds.includes(storeId) === true);
  const orderEnd = orderEndOf(orderId);
  return { storeName: store?.name ?? storeName, orderEnd, reason, at };
}
