import { type Struct, nullable, optional, size, string, type } from 'superstruct';
import type { NoticeDoors, StoreRobot } from '../../../miniprogram/contract/notices';
import { isScopeWithin } from '../../../miniprogram/contract/shop';
import type { RobotDraft } from '../../../miniprogram/contract/shop-api';
import { type Actor, type Subject, ownStores, staffAction } from '../access/access';
import { id, nothing, wholeNumber } from '../access/input-shapes';
import type { ShopParts } from '../access/shop-context';
import { type Robot, readRobotAddress, sendRobotText } from '../providers/robots/robot';
import { CloudFailure } from '../runtime/cloud-failure';
import { changeDocument } from '../storage/change-document';
import { type UseWindow, readAndConsume } from '../storage/counted-uses';
import type { Fields } from '../storage/documents';
import { numberIn } from '../storage/read-fields';
import type { Notices } from './notices';
import {
  describeRobot,
  NOTHING_SENT_YET,
  robotLimitId,
  robotLimitIds,
  sendByRobot,
  readSendStates,
  WATCH_ID,
} from './send-state';
import { type StoredRobot, decryptRobot, encryptRobot, listRobots, storedRobotIn } from './robots';
import { quietFields } from '../storage/quiet-hours';

const address = size(string(), 1, 500);
const signSecret = nullable(size(string(), 1, 100));
const draftInput: Struct<RobotDraft> = type({ storeId: id, address, signSecret });
const tryInput = type({
  storeId: id,
  address: optional(address),
  signSecret: optional(signSecret),
});
const hour = wholeNumber(0, 23);
export const quietHoursInput = nullable(type({ from: hour, to: hour }));

/** Limit of a robot's trial messages in an hour, because each one appears in a group chat. */
const TRY_WINDOW: UseWindow = { count: 'tries', since: 'triesBegan', windowMs: 60 * 60_000 };
const MAX_TRIES = 5;

/** Creates the actions on the robots of the stores' groups. An address is never returned. */
export function robotActions(parts: ShopParts, notices: Notices) {
  const { collections, encryption, audit, now } = parts;
  const { limits } = collections;
  const managerAccess = {
    grants: { owner: 'all', manager: 'own' },
    about: ({ storeId }: { readonly storeId: string }): Subject => ({ stores: [storeId] }),
  } as const;

  /** Reads a store; throws CloudFailure `no-such-entry`. */
  const storeOf = async (storeId: string): Promise<StoredRobot> => {
    const document = await collections.stores.read(storeId);
    if (document === null) throw new CloudFailure('no-such-entry');
    return storedRobotIn({ ...document, _id: storeId });
  };
  /**
   * Changes the fields of a store about its robot; the audit log records the act. The result of a
   * replaced robot's last message is deleted.
   */
  const change = async (
    storeId: string,
    act: 'save-robot' | 'remove-robot' | 'save-quiet-hours',
    fields: Fields,
    { staff }: Actor,
  ): Promise<StoreRobot> => {
    const { storeName: about } = await storeOf(storeId);
    await audit.logAround({ by: staff, act, about }, async () => {
      await changeDocument(collections.stores, storeId, (current) => {
        if (current === null) throw new CloudFailure('no-such-entry');
        return fields;
      });
      if (act !== 'save-quiet-hours')
        await limits.putIf(robotLimitId(storeId), {}, NOTHING_SENT_YET);
    });
    const changed = await storeOf(storeId);
    return describeRobot(
      encryption,
      changed,
      await readSendStates(limits, robotLimitIds([changed])),
    );
  };

  return {
    'list-robots': staffAction({
      ...managerAccess,
      about: ownStores,
      input: nothing,
      handle: async (_input, _about, { staff }): Promise<NoticeDoors> => {
        const robots = (await listRobots(collections.stores)).filter(({ storeId }) =>
          isScopeWithin([storeId], staff.stores),
        );
        const [stateOf, watched] = await Promise.all([
          readSendStates(limits, robotLimitIds(robots)),
          limits.read(WATCH_ID, 'counter'),
        ]);
        return {
          robots: robots.map((one) => describeRobot(encryption, one, stateOf)),
          watchedAt: numberIn(watched, 'watchedAt'),
        };
      },
    }),
    'try-robot': staffAction({
      ...managerAccess,
      input: tryInput,
      handle: async ({ storeId, address: pasted, signSecret: secret = null }) => {
        const stored = await storeOf(storeId);
        if (pasted === undefined && stored.kind === null) throw new CloudFailure('no-such-entry');
        const robot =
          pasted === undefined
            ? decryptRobot(encryption, stored)?.robot
            : enteredRobot({ address: pasted, signSecret: secret });
        if (robot === undefined) throw new CloudFailure('secret-needed');
        const oneTry = { window: TRY_WINDOW, by: 1, most: MAX_TRIES };
        if (!(await readAndConsume(limits, robotLimitId(storeId), oneTry, now())))
          throw new CloudFailure('too-frequent', { message: '一小时只能试 5 次，请等一会儿。' });
        // The store's name shows people when the robot is in a wrong group.
        const trial = `${stored.storeName}接上了，出了事会在这里说`;
        if (pasted === undefined) await sendByRobot(notices, { storeId, robot }, trial);
        else await sendRobotText(robot, trial, notices.robotConnection());
        return {};
      },
    }),
    'save-robot': staffAction({
      ...managerAccess,
      input: draftInput,
      handle: ({ storeId, ...draft }, _about, actor) => {
        const entered = enteredRobot(draft);
        const robot = encryptRobot(encryption(), storeId, entered);
        const fields = { robot, robotKind: entered.kind, robotSince: now() };
        return change(storeId, 'save-robot', fields, actor);
      },
    }),
    'remove-robot': staffAction({
      ...managerAccess,
      input: type({ storeId: id }),
      handle: ({ storeId }, _about, actor) =>
        change(storeId, 'remove-robot', { robot: null, robotKind: null }, actor),
    }),
    'save-quiet-hours': staffAction({
      ...managerAccess,
      input: type({ storeId: id, quiet: quietHoursInput }),
      handle: ({ storeId, quiet }, _about, actor) =>
        change(storeId, 'save-quiet-hours', quietFields(quiet), actor),
    }),
  };
}

/** Reads an entered robot; throws CloudFailure `robot-address-wrong`. */
function enteredRobot({ address: pasted, signSecret: secret }: Omit<RobotDraft, 'storeId'>): Robot {
  const read = readRobotAddress(pasted);
  if (read === null) throw new CloudFailure('robot-address-wrong');
  const trimmed = secret?.trim() ?? '';
  return { ...read, signSecret: read.kind === 'feishu' && trimmed !== '' ? trimmed : null };
}
