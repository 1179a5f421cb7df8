import { type Struct, nullable, optional, size, string, type } from 'superstruct';
import type { NoticeSetup, StoreRobot } from '../../../miniprogram/contract/notices';
import { isScopeWithin } from '../../../miniprogram/contract/shop';
import type { RobotDraft } from '../../../miniprogram/contract/shop-api';
import { type Actor, type Subject, ownStores, staffAction } from '../access/access';
import { id, nothing, wholeNumber } from '../access/input-shapes';
import type { ShopContext } from '../access/shop-context';
import { type Robot, readRobotAddress, sendRobotText } from '../providers/robots/robot';
import { CloudFailure } from '../runtime/cloud-failure';
import { changeDocument } from '../storage/change-document';
import { type UseWindow, readAndConsume } from '../storage/counted-uses';
import type { Fields } from '../storage/documents';
import { readNumber } from '../storage/read-fields';
import type { Notices } from './notices';
import {
  describeRobot,
  NOTHING_SENT_YET,
  robotStateId,
  robotStateIds,
  sendByRobot,
  readSendStates,
  WATCH_ID,
} from './send-state';
import { type StoredRobot, decryptRobot, encryptRobot, listRobots, storedRobotIn } from './robots';
import { quietHoursFields } from '../storage/quiet-hours';

const address = size(string(), 1, 500);
const signSecret = nullable(size(string(), 1, 100));
const draftInput: Struct<RobotDraft> = type({ storeId: id, address, signSecret });
const trialInput = type({
  storeId: id,
  address: optional(address),
  signSecret: optional(signSecret),
});
const hourInput = wholeNumber(0, 23);
export const quietHoursInput = nullable(type({ from: hourInput, to: hourInput }));

/** Limit for trial messages of a robot in an hour. Each of them appears in the group chat. */
const TRY_WINDOW: UseWindow = { countIn: 'tries', sinceIn: 'triesBegan', windowMs: 60 * 60_000 };
const MAX_TRIES = 5;

/** Creates the actions on the robots of the stores' groups. An address is never returned. */
export function robotActions(context: ShopContext, notices: Notices) {
  const { collections, encryption, audit, now } = context;
  const { limits } = collections;
  const managerAccess = {
    grants: { owner: 'all', manager: 'own' },
    findSubject: ({ storeId }: { readonly storeId: string }): Subject => ({ stores: [storeId] }),
  } as const;

  const readStore = async (storeId: string): Promise<StoredRobot> => {
    const document = await collections.stores.read(storeId);
    if (document === null) throw new CloudFailure('no-such-entry');
    return storedRobotIn({ ...document, _id: storeId });
  };
  /**
   * Changes the robot's fields in a store's document; the audit log records the act. After a new
   * robot or a removal, the stored result of the last message is deleted.
   */
  const changeRobotFields = async (
    storeId: string,
    auditAct: 'save-robot' | 'remove-robot' | 'save-quiet-hours',
    robotFields: Fields,
    { staff }: Actor,
  ): Promise<StoreRobot> => {
    const { storeName } = await readStore(storeId);
    await audit.logAround({ by: staff, act: auditAct, about: storeName }, async () => {
      await changeDocument(collections.stores, storeId, (storeDocument) => {
        if (storeDocument === null) throw new CloudFailure('no-such-entry');
        return robotFields;
      });
      if (auditAct !== 'save-quiet-hours')
        await limits.putIf(robotStateId(storeId), {}, NOTHING_SENT_YET);
    });
    const changedRobot = await readStore(storeId);
    return describeRobot(
      encryption,
      changedRobot,
      await readSendStates(limits, robotStateIds([changedRobot])),
    );
  };

  return {
    'list-robots': staffAction({
      ...managerAccess,
      findSubject: ownStores,
      input: nothing,
      handle: async (_input, { staff }): Promise<NoticeSetup> => {
        const robots = (await listRobots(collections.stores)).filter(({ storeId }) =>
          isScopeWithin([storeId], staff.stores),
        );
        const [stateOf, watchState] = await Promise.all([
          readSendStates(limits, robotStateIds(robots)),
          limits.read(WATCH_ID, 'counter'),
        ]);
        return {
          robots: robots.map((robot) => describeRobot(encryption, robot, stateOf)),
          watchedAt: readNumber(watchState, 'watchedAt'),
        };
      },
    }),
    'try-robot': staffAction({
      ...managerAccess,
      input: trialInput,
      handle: async ({ storeId, address: newUrl, signSecret: secret = null }) => {
        const stored = await readStore(storeId);
        if (newUrl === undefined && stored.kind === null) throw new CloudFailure('no-such-entry');
        const robot =
          newUrl === undefined
            ? decryptRobot(encryption, stored)?.robot
            : readRobot({ address: newUrl, signSecret: secret });
        if (robot === undefined) throw new CloudFailure('secret-needed');
        const oneTry = { window: TRY_WINDOW, count: 1, max: MAX_TRIES };
        if (!(await readAndConsume(limits, robotStateId(storeId), oneTry, now())))
          throw new CloudFailure('too-frequent', { message: '一小时只能试 5 次，请等一会儿。' });
        // The store's name in the text lets people see that a robot is in the wrong group chat.
        const trialText = `${stored.storeName}接上了，出了事会在这里说`;
        if (newUrl === undefined) await sendByRobot(notices, { storeId, robot }, trialText);
        else await sendRobotText(robot, trialText, notices.robotConnection());
        return {};
      },
    }),
    'save-robot': staffAction({
      ...managerAccess,
      input: draftInput,
      handle: ({ storeId, ...draft }, actor) => {
        const enteredRobot = readRobot(draft);
        const robot = encryptRobot(encryption(), storeId, enteredRobot);
        const robotFields = { robot, robotKind: enteredRobot.kind, robotSince: now() };
        return changeRobotFields(storeId, 'save-robot', robotFields, actor);
      },
    }),
    'remove-robot': staffAction({
      ...managerAccess,
      input: type({ storeId: id }),
      handle: ({ storeId }, actor) =>
        changeRobotFields(storeId, 'remove-robot', { robot: null, robotKind: null }, actor),
    }),
    'save-quiet-hours': staffAction({
      ...managerAccess,
      input: type({ storeId: id, quiet: quietHoursInput }),
      handle: ({ storeId, quiet }, actor) =>
        changeRobotFields(storeId, 'save-quiet-hours', quietHoursFields(quiet), actor),
    }),
  };
}

/** Reads an entered robot; throws CloudFailure `robot-address-wrong`. */
function readRobot({ address: newUrl, signSecret: secret }: Omit<RobotDraft, 'storeId'>): Robot {
  const robot = readRobotAddress(newUrl);
  if (robot === null) throw new CloudFailure('robot-address-wrong');
  const signKey = secret?.trim() ?? '';
  return { ...robot, signSecret: robot.kind === 'feishu' && signKey !== '' ? signKey : null };
}
