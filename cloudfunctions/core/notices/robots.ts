import { type, enums, nullable, number, string } from 'superstruct';
import { ROBOT_KINDS } from '../../../miniprogram/contract/notices';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { ShopContext } from '../access/shop-context';
import type { Robot } from '../providers/robots/robot';
import type { Encryption } from '../secrets/encryption';
import { type Documents, type Found, listAll } from '../storage/documents';
import { readFields, withDefault } from '../storage/read-fields';
import { quietHoursOf } from '../storage/quiet-hours';

/** Fields of a store's document about the robot in the store's group chat. */
const storeRobotSchema = type({
  name: withDefault(string(), '门店'),
  /** Robot and its key as encrypted JSON; null when no robot is entered. */
  robot: withDefault(nullable(string()), null),
  robotKind: withDefault(nullable(enums(ROBOT_KINDS)), null),
  /** Time when the robot was entered, ms since 1970. */
  robotSince: withDefault(number(), 0),
  quietFrom: withDefault(nullable(number()), null),
  quietTo: withDefault(nullable(number()), null),
});

/** Store with the robot of its group chat. The robot's key is still encrypted. */
export type StoredRobot = ReturnType<typeof storedRobotIn>;

/** Robot that can send messages, because its key could be decrypted. */
export interface UsableRobot extends Pick<StoredRobot, 'storeId' | 'storeName' | 'quiet'> {
  readonly robot: Robot;
}

/** Lists the stores by name, each with its robot if it has one. */
export async function listRobots(stores: Documents): Promise<readonly StoredRobot[]> {
  const stored = stores.readEach(await listAll(stores), storedRobotIn);
  return [...stored].sort((one, other) => one.storeName.localeCompare(other.storeName, 'zh-CN'));
}

export function storedRobotIn(document: Found) {
  const robotFields = readFields(COLLECTIONS.stores, document, storeRobotSchema);
  return {
    storeId: document._id,
    storeName: robotFields.name,
    kind: robotFields.robotKind,
    encrypted: robotFields.robot,
    since: robotFields.robotSince,
    quiet: quietHoursOf(robotFields.quietFrom, robotFields.quietTo),
  };
}

/**
 * Decrypts the robots in the stores' documents. Leaves out those that it cannot decrypt. Encrypts a
 * robot again if only the previous settings key can decrypt it.
 */
export async function usableRobotsIn(
  { collections: { stores }, encryption }: Pick<ShopContext, 'collections' | 'encryption'>,
  documents: readonly Found[],
): Promise<readonly UsableRobot[]> {
  const usableRobots = stores.readEach(documents, (document) => {
    const storedRobot = storedRobotIn(document);
    const decryptedRobot = decryptRobot(encryption, storedRobot);
    return decryptedRobot === null ? null : { ...storedRobot, ...decryptedRobot };
  });
  return Promise.all(
    usableRobots.map(async ({ storeId, storeName, quiet, robot, isOld, encrypted }) => {
      if (isOld) {
        const encryptedAgain = { robot: encryptRobot(encryption(), storeId, robot) };
        // A failed write is ignored, because the next reading tries again.
        await stores.putIf(storeId, { robot: encrypted }, encryptedAgain).catch(() => false);
      }
      return { storeId, storeName, quiet, robot };
    }),
  );
}

/** Encrypts a robot's key and secret. In another store's document they cannot be decrypted. */
export function encryptRobot(
  encryption: Encryption,
  storeId: string,
  { key, signSecret }: Pick<Robot, 'key' | 'signSecret'>,
): string {
  return encryption.encrypt(JSON.stringify({ key, signSecret }), encryptionContextOf(storeId));
}

const robotSecrets = type({ key: string(), signSecret: nullable(string()) });

/** Decrypts a store's robot; null if the store has none, or if no settings key decrypts it. */
export function decryptRobot(
  encryption: () => Encryption,
  { storeId, kind, encrypted }: Pick<StoredRobot, 'storeId' | 'kind' | 'encrypted'>,
): { readonly robot: Robot; readonly isOld: boolean } | null {
  if (kind === null || encrypted === null) return null;
  const decrypted = encryption().decrypt(encrypted, encryptionContextOf(storeId));
  if (decrypted === null) return null;
  const secrets: unknown = JSON.parse(decrypted.secret);
  return robotSecrets.is(secrets) ? { robot: { ...secrets, kind }, isOld: decrypted.isOld } : null;
}

/** Returns the name with which a robot's secrets are encrypted, to tie them to the store. */
function encryptionContextOf(storeId: string): string {
  return `robot ${storeId}`;
}
