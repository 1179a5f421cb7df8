import type { Invite } from '../../../miniprogram/contract/shop';
import {
  type Account,
  type ShopSettings,
  MAX_RETENTION,
} from '../../../miniprogram/contract/shop-settings';
import {
  type HomeFacts,
  type HomeView,
  homeView,
  NO_OWNER_DATA,
  settingsFailure,
} from '../../../miniprogram/shop/home-view';
import { failedWith } from '../../support/failed-calls';
import {
  OWNER,
  sampleAccount,
  sampleInvite,
  sampleMiniProgram,
  STORES,
} from '../../support/shop-samples';
import { NOON } from '../../support/delivery-reports';

const ACCOUNT = sampleAccount();
const WAITING = sampleInvite({ role: 'manager', state: 'waiting', joinerName: '小吴' });
const SETTINGS: ShopSettings = { version: 1, retention: MAX_RETENTION };
const MALL = sampleMiniProgram();

const READY: HomeFacts = {
  stores: STORES.slice(0, 1),
  miniPrograms: [MALL],
  accounts: [ACCOUNT],
  settings: SETTINGS,
  invites: [],
  hasFoundOrder: true,
};
const NOTHING_TOLD: HomeFacts = { ...READY, ...NO_OWNER_DATA };

function valuesOf({ groups }: HomeView): Record<string, string> {
  const entries = groups.flatMap((group) => group.entries);
  return Object.fromEntries(entries.map(({ page, value, tone }) => [page, `${tone} ${value}`]));
}

describe('店铺', () => {
  it('leads the owner to everything, with how it stands', () => {
    const view = homeView(OWNER, READY, NOON);
    const who = { name: '周敏', initial: '周', roleName: '店主', detail: '全部门店' };
    expect(view).toMatchObject({ ...who, steps: null });
    expect(valuesOf(view)).toEqual({
      people: 'neutral ',
      stores: 'neutral 1 家',
      notices: 'neutral ',
      'dark-map': 'neutral ',
      'mini-programs': 'neutral 1 个',
      accounts: 'neutral 1 个',
      'register-keys': 'neutral ',
      'self-check': 'neutral ',
      audit: 'neutral ',
      privacy: 'neutral ',
      about: 'neutral ',
    });
  });

  it('folds what few shops need, and says whether the map has a dark style', () => {
    const facts = { ...READY, settings: { ...SETTINGS, darkMap: { key: 'K', style: 1 } } };
    const folded = homeView(OWNER, facts, NOON).groups.filter(({ isFolded }) => isFolded);
    expect(folded).toMatchObject([
      { entries: [{ title: '登记密钥' }, { title: '深色地图', value: '已设置' }] },
    ]);
  });

  it('says what the owner still has to do before orders can be looked up', () => {
    const own = { ...MALL, isOwn: true, secret: 'missing' as const };
    const facts = { ...READY, stores: [], miniPrograms: [own], accounts: [] };
    const view = homeView(OWNER, { ...facts, hasFoundOrder: false }, NOON);
    expect(view.steps).toMatchObject({ now: 0, page: 'store' });
    const missing = { stores: 'wait 还没有', accounts: 'wait 还没有' };
    const values = { ...missing, 'mini-programs': 'wait 还没有密钥' };
    expect(valuesOf(view)).toMatchObject(values);
  });

  it('leads the owner to the self-check where a setting keeps the cloud from telling the rest', () => {
    const view = homeView(OWNER, NOTHING_TOLD, NOON);
    expect(valuesOf(view)).toMatchObject({ accounts: 'neutral ', 'mini-programs': 'neutral ' });
    const message = '云函数的环境变量缺少 SETTINGS_KEY。';
    expect(settingsFailure(failedWith('settings-missing', NOON, { message }))).toMatchObject({
      detail: message,
      steps: ['打开“自检”，它说在哪里补、怎么补。'],
    });
  });

  it('asks for a secret that was never entered, and for a lost one again', () => {
    const never = { ...ACCOUNT, accountId: 'ac-2', secret: 'missing' as const };
    const lost = { ...ACCOUNT, accountId: 'ac-3', secret: 'lost' as const };
    const valuesFor = (more: Partial<HomeFacts>) =>
      valuesOf(homeView(OWNER, { ...READY, ...more }, NOON));
    const accountsOf = (...accounts: readonly Account[]) => valuesFor({ accounts })['accounts'];
    expect(accountsOf(ACCOUNT, lost)).toBe('wait 1 个要重填密钥');
    expect(accountsOf(ACCOUNT, never)).toBe('wait 1 个还没有密钥');
    expect(accountsOf(ACCOUNT, never, lost)).toBe('wait 2 个要填密钥');
    const miniPrograms = [MALL, { ...MALL, secret: 'lost' as const }];
    expect(valuesFor({ miniPrograms })['mini-programs']).toBe('wait 要重填密钥');
  });

  it('counts those who wait for the owner, not those who wait for another or have not come', () => {
    const invites: readonly Invite[] = [
      WAITING,
      { ...WAITING, inviteId: 'in-2', isMine: false },
      { ...WAITING, inviteId: 'in-3', state: 'open', joinerName: null },
    ];
    expect(valuesOf(homeView(OWNER, { ...READY, invites }, NOON))).toMatchObject({
      people: 'wait 1 人等你确认',
    });
  });

  it.each([
    ['manager', ['people', 'notices', 'privacy', 'about']],
    ['clerk', ['notices', 'privacy', 'about']],
    ['reviewer', ['privacy', 'about']],
  ] as const)('leads a %s to what that role may see, and asks nothing of them', (role, pages) => {
    const view = homeView({ ...OWNER, role, stores: ['st-1'] }, NOTHING_TOLD, NOON);
    expect(view.groups.flatMap(({ entries }) => entries).map(({ page }) => page)).toEqual(pages);
    expect(view.steps).toBeNull();
    expect(view.detail).toBe('一店');
  });

  it('says until when a reviewer may look around', () => {
    const untilThen = { stores: [], expiresAt: NOON + 14 * 24 * 3_600_000 };
    const reviewer = { ...OWNER, role: 'reviewer', ...untilThen } as const;
    expect(homeView(reviewer, NOTHING_TOLD, NOON).detail).toBe('体验到 12-08 12:00');
  });
});
