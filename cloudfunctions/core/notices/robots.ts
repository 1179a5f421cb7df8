import { type, enums, nullable, number, string } from 'superstruct';
import { ROBOT_KINDS } from '../../../miniprogram/contract/notices';
import { COLLECTIONS } from '../../../miniprogram/contract/shop-collections';
import type { ShopParts } from '../access/shop-context';
import type { Robot } from '../providers/robots/robot';
import type { Encryption } from '../secrets/encryption';
import { type Documents, type Found, listAll } from '../storage/documents';
import { readFields, withDefault } from '../storage/read-fields';
import { quietOf } from '../storage/quiet-hours';

/** Fields of a store's document about the robot of its group. They are flat, like the others. */
const storeRobotSchema = type({
  name: withDefault(string(), '门店'),
  /** Robot with its key, encrypted JSON; null when none is entered. */
  robot: withDefault(nullable(string()), null),
  robotKind: withDefault(nullable(enums(ROBOT_KINDS)), null),
  /** Time when the robot was entered, ms since 1970. */
  robotSince: withDefault(number(), 0),
  quietFrom: withDefault(nullable(number()), null),
  quietTo: withDefault(nullable(number()), null),
});

/** Store with the robot of its group, whose key is still encrypted. */
export type StoredRobot = ReturnType<typeof storedRobotIn>;

/** Robot that can send, because its key could be decrypted. */
export interface UsableRobot extends Pick<StoredRobot, 'storeId' | 'storeName' | 'quiet'> {
  readonly robot: Robot;
}

/** Lists the stores by name, each with its robot if it has one. */
export async function listRobots(stores: Documents): Promise<readonly StoredRobot[]> {
  const read = stores.readEach(await listAll(stores), storedRobotIn);
  return [...read].sort((one, other) => one.storeName.localeCompare(other.storeName, 'zh-CN'));
}

export function storedRobotIn(document: Found) {
  const read = readFields(COLLECTIONS.stores, document, storeRobotSchema);
  return {
    storeId: document._id,
    storeName: read.name,
    kind: read.robotKind,
    encrypted: read.robot,
    since: read.robotSince,
    quiet: quietOf(read.quietFrom, read.quietTo),
  };
}

/**
 * Reads the robots that can send from the stores' documents, without those whose key is lost.
 * Encrypts again what only the previous key can decrypt.
 */
export async function usableRobotsIn(
  { collections: { stores }, encryption }: Pick<ShopParts, 'collections' | 'encryption'>,
  documents: readonly Found[],
): Promise<readonly UsableRobot[]> {
  const read = stores.readEach(documents, (document) => {
    const stored = storedRobotIn(document);
    const decrypted = decryptRobot(encryption, stored);
    return decrypted === null ? null : { ...stored, ...decrypted };
  });
  return Promise.all(
    read.map(async ({ storeId, storeName, quiet, robot, isOld, encrypted }) => {
      if (isOld) {
        const again = { robot: encryptRobot(encryption(), storeId, robot) };
        // A failure is ignored, because the next reading tries again.
        await stores.putIf(storeId, { robot: encrypted }, again).catch(() => false);
      }
      return { storeId, storeName, quiet, robot };
    }),
  );
}

/** Encrypts the key and the secret of a robot, for one store only. */
export function encryptRobot(
  encryption: Encryption,
  storeId: string,
  { key, signSecret }: Pick<Robot, 'key' | 'signSecret'>,
): string {
  return encryption.encrypt(JSON.stringify({ key, signSecret }), encryptionSubjectOf(storeId));
}

const robotSecrets = type({ key: string(), signSecret: nullable(string()) });

/** Decrypts a store's robot; null when the store has none, or no key fits. */
export function decryptRobot(
  encryption: () => Encryption,
  { storeId, kind, encrypted }: Pick<StoredRobot, 'storeId' | 'kind' | 'encrypted'>,
): { readonly robot: Robot; readonly isOld: boolean } | null {
  if (kind === null || encrypted === null) return null;
  const decrypted = encryption().decrypt(encrypted, encryptionSubjectOf(storeId));
  if (decrypted === null) return null;
  const secrets: unknown = JSON.parse(decrypted.secret);
  return robotSecrets.is(secrets) ? { robot: { ...secrets, kind }, isOld: decrypted.isOld } : null;
}

/** Returns the name that a robot's secrets are encrypted with. Another store cannot use them. */
function encryptionSubjectOf(storeId: string): string {
  return `robot ${storeId}`;
}
