import {
  type FindingName,
  checkLine,
  CHECKS,
  FINDINGS,
} from '../../../../miniprogram/contract/self-check';
import {
  CHECK_TITLES,
  isGoodFinding,
  remedyOf,
  GOOD_WORDING,
} from '../../../../miniprogram/management/views/self-check-wording';

const NAMES = Object.keys(FINDINGS) as FindingName[];
/** Finding that is about something. */
const LINE = checkLine('settings', 'waits', { about: '顺丰', value: 'token' });
const BARE = checkLine('settings', 'waits');

function cells(finding: FindingName, line = LINE): Readonly<Record<string, string>> {
  if (isGoodFinding(finding)) {
    return { finding, title: '', what: GOOD_WORDING[finding](line), by: '', where: '' };
  }
  return { finding, ...remedyOf({ ...line, finding }) };
}

function where(finding: Parameters<typeof remedyOf>[0]['finding'], changes: object = {}): string {
  return remedyOf({ ...LINE, ...changes, finding }).where;
}

describe('the words of the self-check', () => {
  it('are there for everything that it can find, and no cell is empty', () => {
    for (const name of NAMES)
      expect(Object.values(cells(name)).filter(Boolean)).toHaveLength(isGoodFinding(name) ? 2 : 5);
  });

  it('say well of what is well, and of nothing else', () => {
    for (const name of NAMES)
      expect([name, isGoodFinding(name)]).toEqual([name, FINDINGS[name] === 'ok']);
  });

  it('give each finding a remedy of its own, and a sentence of its own', () => {
    const unwell = NAMES.filter((name) => !isGoodFinding(name)).map((name) => cells(name));
    for (const column of ['what', 'where'] as const) {
      const sentences = unwell.map((row) => row[column]);
      expect(sentences.filter((one, index) => sentences.indexOf(one) !== index)).toEqual([]);
    }
  });

  it('are whole sentences where nothing is named, too', () => {
    for (const name of NAMES)
      for (const cell of Object.values(cells(name, BARE)))
        expect([name, /undefined|→ ：|（）|“”/.test(cell)]).toEqual([name, false]);
  });

  it('tell where by WeChat’s own menus, and of the database by the exact ones', () => {
    expect(where('database-open')).toMatch(
      /^云开发控制台 → 数据库 → 每个集合 → .*权限设置.*→ 仅管理端可读写（有的版本叫无权限）。/,
    );
    expect(where('time-limit-short', { about: 'getOrder', value: '3' })).toBe(
      '云开发控制台 → 云函数 → getOrder → 配置 → 超时时间：10 秒。',
    );
    expect(where('key-missing', { about: 'shop', value: 'SETTINGS_KEY' })).toMatch(
      /：加上 SETTINGS_KEY，getOrder 和 shop 填同一个。$/,
    );
  });

  it('say since when nothing is asked while nobody looks', () => {
    const late = (value: string) => remedyOf({ ...LINE, value, finding: 'watch-late' }).what;
    expect(late('12')).toContain('上次是 12 分前');
    expect(late('')).toContain('一次也没有问过');
  });

  it('have a title for every check', () => {
    expect(new Set(CHECKS.map((check) => CHECK_TITLES[check])).size).toBe(CHECKS.length);
  });
});
