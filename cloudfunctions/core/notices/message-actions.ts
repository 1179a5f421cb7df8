import { type Struct, enums, nullable, type } from 'superstruct';
import {
  type MessageSetup,
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
import type { ShopContext } from '../access/shop-context';
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
import { changeMessagesLeft, messagesIn, addOneMessage } from './people';
import { quietHoursInput, robotActions } from './robot-actions';
import { quietHoursFields } from '../storage/quiet-hours';

const MAX_TEMPLATE_PLACES = 20;
const templateId = typedText(100);
const templateInput: Struct<ShopCalls['save-message-template']['input']> = type({
  templateId: nullable(templateId),
  filled: listOf(type({ key: id, part: enums(MESSAGE_PARTS) }), 0, MAX_TEMPLATE_PLACES),
});

/** Creates the actions on the ways to send notices: robots and subscribe messages. */
export function noticeActions(context: ShopContext, notices: Notices) {
  return { ...robotActions(context, notices), ...messageActions(context, notices) };
}

/** Creates the actions on subscribe messages: to choose their template, and to get them. */
function messageActions(context: ShopContext, notices: Notices) {
  const { collections, audit, now } = context;
  const access = { ...OWNER_ONLY, grants: { owner: 'all', manager: 'own', clerk: 'own' } } as const;
  const readChosen = async (): Promise<ChosenTemplate | null> =>
    (await context.shop(0)).messageTemplate?.[0] ?? null;

  return {
    'message-door': staffAction({
      ...access,
      input: nothing,
      handle: (_input, { staff }) => readMessagesOf(context, staff),
    }),
    'list-message-templates': staffAction({
      ...OWNER_ONLY,
      input: nothing,
      handle: async (_input, actor): Promise<MessageTemplates> => {
        const templates = await fetchTemplates(context, notices, actor);
        const [chosen, sample] = await Promise.all([readChosen(), readSampleFacts(notices)]);
        const filledPlaces = chosen?.filled.map(({ key, part }) => ({ key, part })) ?? [];
        return { templates, sample, chosenId: chosen?.templateId ?? null, filled: filledPlaces };
      },
    }),
    'save-message-template': staffAction({
      ...OWNER_ONLY,
      input: templateInput,
      handle: async ({ templateId: wantedId, filled }, actor) => {
        const { staff } = actor;
        const templates = wantedId === null ? [] : await fetchTemplates(context, notices, actor);
        const template = templates.find(({ templateId: listedId }) => listedId === wantedId);
        if (template === undefined && wantedId !== null) throw new CloudFailure('no-such-entry');
        const about = template?.title ?? '';
        await audit.logAround({ by: staff, act: 'save-message-template', about }, async () => {
          const messageTemplate =
            template === undefined ? [] : [validTemplate({ ...template, filled })];
          await changeShop(collections.shop, () => ({ messageTemplate }));
          // The stored result of the last message is deleted: it is about the previous template.
          await collections.limits.putIf(MESSAGES_ID, {}, { ...NOTHING_SENT_YET, chosenAt: now() });
        });
        return readMessagesOf(context, staff);
      },
    }),
    'accept-message': staffAction({
      ...access,
      input: type({ templateId }),
      handle: async ({ templateId: acceptedId }, { staff }) => {
        const { openId } = staff;
        if ((await readChosen())?.templateId !== acceptedId)
          throw new CloudFailure('changed-meanwhile');
        const leftCount = await changeMessagesLeft(
          { staff: collections.staff, now },
          openId,
          acceptedId,
          addOneMessage,
        );
        if (leftCount === null) throw new CloudFailure('not-staff');
        return { left: leftCount };
      },
    }),
    'save-own-quiet-hours': staffAction({
      ...access,
      input: type({ quiet: quietHoursInput }),
      handle: async ({ quiet }, { staff }) => {
        if (!(await collections.staff.putIf(staff.openId, {}, quietHoursFields(quiet))))
          throw new CloudFailure('not-staff');
        return readMessagesOf(context, staff);
      },
    }),
  };
}

/** Reads how many messages are left to a person, and to the people whom the person manages. */
async function readMessagesOf(context: ShopContext, member: Staff): Promise<MessageSetup> {
  const { staff, limits } = context.collections;
  const [{ messageTemplate }, documents, state] = await Promise.all([
    context.shop(0),
    listAll(staff),
    limits.read(MESSAGES_ID, 'counter'),
  ]);
  const [template = null] = messageTemplate ?? [];
  const messagesOf = (fields: Staff['fields']) => messagesIn(fields, template?.templateId ?? null);
  const allStaff = staff.readEach(documents, (found) => staffOf(found._id, found, context.now()));
  const ownMember = allStaff.find(({ openId }) => openId === member.openId) ?? member;
  const managedPeople = allStaff.filter(
    (one) => one.openId !== member.openId && one.role !== 'reviewer' && mayManage(member, one),
  );
  const { leftCount, quiet } = messagesOf(ownMember.fields);
  return {
    template: template === null ? null : { templateId: template.templateId, title: template.title },
    problem: messageTemplate === null ? TEMPLATE_LOST : template && lastOutcomeIn(state).problem,
    own: { left: leftCount, quiet },
    others: managedPeople.map(({ staffId, name, role, fields }) => {
      return { staffId, name, role, left: messagesOf(fields).leftCount };
    }),
  };
}

async function fetchTemplates(
  { collections, shop, now }: ShopContext,
  { wechat }: Notices,
  { staff, call }: Actor,
): Promise<MessageTemplates['templates']> {
  if (!(await consumeLimit(collections.staff, staff, 'look-up', now()))) throw tooManyLookUps();
  return listTemplates(wechat((await shop(0)).appId), call);
}

/** Returns the template if messages can fill it; throws CloudFailure `template-unfit`. */
function validTemplate(template: ChosenTemplate): ChosenTemplate {
  const { title, places, filled } = template;
  if (isValidFilling(places, filled)) return template;
  const possibleFilling = fillTemplate(places);
  const problemText =
    'filled' in possibleFilling
      ? '这样填不行：每一格都要填上放得下的，“什么事”要有一格'
      : possibleFilling.unfit === null
        ? `模板“${title}”里没有放得下“什么事”的一格`
        : `模板“${title}”里的“${possibleFilling.unfit.label}”（${possibleFilling.unfit.kind}）放不下单号、什么事、门店或时间`;
  throw new CloudFailure('template-unfit', { message: `${problemText}。` });
}

/** Returns the facts with which a message is previewed: the latest notice's, or an example's. */
async function readSampleFacts(notices: Notices): Promise<MessageFacts> {
  const { collection, deliveries, now } = notices;
  const [noticeDocuments, stores] = await Promise.all([
    collection.list({ descendingBy: 'owedAt', limit: 1 }),
    notices.stores(),
  ]);
  const [last] = collection.readEach(noticeDocuments, noticeIn);
  const storeName = stores[0]?.name ?? '天河南店';
  if (last === undefined) return { storeName, orderEnd: '1304', reason: 'unreachable', at: now() };
  const { orderId, reason, owedAt: at } = last;
  // An unreadable record is left out, so that the owner can still choose a template.
  const documents = await deliveries.list({ holds: ['_id', [orderId]], limit: 1 });
  const attempt = currentAttempt(documents.flatMap(listedAttemptsIn));
  const store = stores.find(({ storeId }) => attempt?.boardStoreIds.includes(storeId) === true);
  const orderEnd = orderEndOf(orderId);
  return { storeName: store?.name ?? storeName, orderEnd, reason, at };
}
