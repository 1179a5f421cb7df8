import type { KeyReading } from '../../../../miniprogram/contract/shop-api';
import {
  type EnteredKeys,
  enteredKeysOf,
  keyRows,
  keysDraft,
  mayAddCertificate,
  missingParts,
  UNCHECKED_KEY,
  unreadEntry,
  withEntry,
  withoutCertificate,
  withSecondCertificate,
} from '../../../../miniprogram/management/views/intracity-keys';
import { sampleAccount } from '../../../support/shop-samples';

const NOW = Date.parse('2026-11-26T12:00:00+08:00');
const PRIVATE = 'the text of a private key, of some length';
const CERTIFICATE = 'the text of a certificate, which is long, too';
const SYMMETRIC = Buffer.alloc(32, 7).toString('base64');
const STORED = sampleAccount({
  provider: 'wechat-intracity',
  certificates: [{ number: '5A3C0090E7FF11', expiresAt: NOW + 5.5 * 86_400_000 }],
});

/** Enters texts, of which the cloud says what `readOf` returns. */
function entering(
  keys: EnteredKeys,
  texts: Readonly<Record<string, string>>,
  readOf: (id: string) => KeyReading | null = () => RIGHT,
): EnteredKeys {
  return Object.entries(texts).reduce(
    (all, [id, text]) => withEntry(all, id, text, readOf(id)),
    keys,
  );
}

const RIGHT: KeyReading = { isRight: true, words: '已粘贴，44 个字符', expiresAt: null };
const WRONG: KeyReading = { isRight: false, words: '只有一半：没有 END 那一行', expiresAt: null };
const EXPIRING: KeyReading = { ...RIGHT, expiresAt: Date.parse('2027-08-14T08:00:00Z') };

const WHOLE = entering(
  enteredKeysOf(null),
  {
    symmetricKey: ` ${SYMMETRIC}\n`,
    symmetricKeyNumber: ' 89fc1e0b77a21d ',
    privateKey: PRIVATE,
    'certificate 0': CERTIFICATE,
    'number 0': '5A3C',
  },
  (id) => (id === 'certificate 0' ? EXPIRING : RIGHT),
);

function shown(keys: EnteredKeys): readonly string[] {
  return keyRows(keys, NOW).map(({ title, words, tone, act }) =>
    [title, words, tone, act].join(' | '),
  );
}

describe('the keys of a new account', () => {
  it('are all missing at first, which is no fault yet', () => {
    const keys = enteredKeysOf(null);
    expect(shown(keys)).toEqual([
      '对称密钥 | 还没有 | neutral | 粘贴',
      '对称密钥编号 | 还没有 | neutral | 填写',
      '应用私钥 | 还没有 | neutral | 粘贴',
      '平台证书 | 还没有 | neutral | 粘贴',
      '平台证书编号 | 还没有 | neutral | 填写',
    ]);
    expect(missingParts(keys)).toEqual({
      count: 5,
      names: '对称密钥和它的编号、应用私钥、平台证书和它的编号',
      firstId: 'symmetricKey',
      areSomeWrong: false,
    });
    expect(keyRows(keys, NOW).map(({ isPasted }) => isPasted)).toEqual([
      ...[true, false, true, true, false],
    ]);
  });

  it('say what the cloud says of each, and are not there until it has', () => {
    const keys = entering(
      enteredKeysOf(null),
      { symmetricKey: SYMMETRIC, symmetricKeyNumber: '89fc1e0b77a21d', privateKey: PRIVATE },
      (id) => (id === 'privateKey' ? WRONG : id === 'symmetricKey' ? RIGHT : null),
    );
    expect(shown(keys).slice(0, 3)).toEqual([
      '对称密钥 | 已粘贴，44 个字符 | done | 重新粘贴',
      '对称密钥编号 | 89fc1e…a21d | neutral | 改',
      '应用私钥 | 只有一半：没有 END 那一行 | bad | 重新粘贴',
    ]);
    expect(missingParts(keys)).toEqual({
      count: 4,
      names: '对称密钥编号、应用私钥、平台证书和它的编号',
      firstId: 'symmetricKeyNumber',
      areSomeWrong: true,
    });
    const again = withEntry(keys, 'privateKey', PRIVATE);
    expect(shown(again)[2]).toBe('应用私钥 | 正在核对 | neutral | 重新粘贴');
    expect(missingParts(again).areSomeWrong).toBe(false);
    expect(shown(withEntry(keys, 'privateKey', PRIVATE, UNCHECKED_KEY))[2]).toContain(
      '已粘贴 | done',
    );
  });

  it('are read once each, and never a blank', () => {
    const texts = { privateKey: PRIVATE, 'number 0': ' ' };
    const keys = entering(enteredKeysOf(null), texts, () => null);
    expect(unreadEntry(keys, 'privateKey')).toEqual({ kind: 'private', text: PRIVATE });
    expect(unreadEntry(WHOLE, 'privateKey')).toBeNull();
    expect(unreadEntry(keys, 'number 0')).toBeNull();
    expect(unreadEntry(keys, 'certificate 1')).toBeNull();
  });

  it('are complete with five parts, and sent as they were pasted', () => {
    expect(missingParts(WHOLE).count).toBe(0);
    expect(shown(WHOLE)[3]).toBe('平台证书 | 2027-08-14 到期，还有 261 天 | done | 重新粘贴');
    expect(keysDraft(WHOLE)).toEqual({
      symmetricKey: ` ${SYMMETRIC}\n`,
      symmetricKeyNumber: ' 89fc1e0b77a21d ',
      privateKey: PRIVATE,
      certificates: [{ number: '5A3C', certificate: CERTIFICATE }],
    });
  });

  it('show nothing of a key, of however much is pasted', () => {
    const rows = JSON.stringify(keyRows(WHOLE, NOW));
    for (const secret of [SYMMETRIC.slice(0, 8), PRIVATE, CERTIFICATE])
      expect(rows).not.toContain(secret);
  });

  it('may have a second certificate, which wants its number, too', () => {
    const two = withSecondCertificate(WHOLE);
    expect(mayAddCertificate(WHOLE)).toBe(true);
    expect(mayAddCertificate(two)).toBe(false);
    expect(missingParts(two)).toMatchObject({ count: 2, names: '第二张证书和它的编号' });
    expect(keyRows(two, NOW).map(({ endsSecond }) => endsSecond)).toEqual([
      ...[-1, -1, -1, -1, 0, -1, 1],
    ]);
    const typed = entering(two, { 'number 1': '77', 'certificate 1': CERTIFICATE });
    expect(keysDraft(typed)?.certificates).toHaveLength(2);
    expect(keysDraft(withoutCertificate(typed, 0))?.certificates).toEqual([
      { number: '77', certificate: CERTIFICATE },
    ]);
  });
});

describe('the keys of a stored account', () => {
  it('stay unless others are entered; only the expiry is shown of them', () => {
    const keys = enteredKeysOf(STORED);
    expect(shown(keys)).toEqual([
      '对称密钥 | 已保存 | neutral | 重新粘贴',
      '对称密钥编号 | 已保存 | neutral | 改',
      '应用私钥 | 已保存 | neutral | 重新粘贴',
      '平台证书 | 2026-12-02 到期，只剩 5 天 | bad | 重新粘贴',
      '平台证书编号 | 5A3C00…FF11 | neutral | 改',
    ]);
    expect(missingParts(keys).count).toBe(0);
    expect(keysDraft(keys)).toBeNull();
  });

  it('are sent as far as they are entered, a second certificate without the first one’s text', () => {
    const more = { privateKey: PRIVATE, 'certificate 1': CERTIFICATE, 'number 1': '77' };
    const keys = entering(withSecondCertificate(enteredKeysOf(STORED)), more);
    expect(keysDraft(keys)).toEqual({
      symmetricKey: null,
      symmetricKeyNumber: null,
      privateKey: PRIVATE,
      certificates: [
        { number: '5A3C0090E7FF11', certificate: null },
        { number: '77', certificate: CERTIFICATE },
      ],
    });
  });

  it('can lose the old certificate again', () => {
    const second = { number: '77', expiresAt: NOW };
    const certificates = [...(STORED.certificates ?? []), second];
    const keys = enteredKeysOf({ ...STORED, certificates });
    expect(keysDraft(keys)).toBeNull();
    expect(keysDraft(withoutCertificate(keys, 0))?.certificates).toEqual([
      { number: '77', certificate: null },
    ]);
  });

  it('want the certificate again under another number', () => {
    const keys = entering(enteredKeysOf(STORED), { 'number 0': '99' });
    expect(missingParts(keys)).toMatchObject({ count: 1, names: '平台证书' });
  });

  it('are all missing once the cloud has lost them', () => {
    const { certificates: _, ...lost } = { ...STORED, secret: 'lost' as const };
    expect(missingParts(enteredKeysOf(lost)).count).toBe(5);
  });
});
