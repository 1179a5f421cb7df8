import type { Invite, Member } from '../../../../miniprogram/contract/shop';
import {
  memberView,
  peopleView,
  inviteCard,
} from '../../../../miniprogram/management/views/people-view';
import { sampleInvite, sampleMember, STORES } from '../../../support/shop-samples';
import { HOUR, NOON } from '../../../support/delivery-reports';

const member = (staffId: string, more: Partial<Member>) => sampleMember({ staffId, ...more });
const invite = (inviteId: string, more: Partial<Invite> = {}) =>
  sampleInvite({ inviteId, expiresAt: NOON + 23 * HOUR, ...more });

const OWNER = member('owner', { name: '周敏', role: 'owner', stores: 'all' });
const MANAGER = member('manager', { name: '何青', role: 'manager' });
const CLERK = member('clerk', { name: '小林' });
const OTHERS_CLERK = member('other', { name: '小赵', stores: ['st-1', 'st-2'] });
const REVIEWER = member('reviewer', {
  name: '微信审核',
  role: 'reviewer',
  stores: [],
  expiresAt: NOON + 14 * 24 * HOUR,
});
const ALL = [CLERK, REVIEWER, MANAGER, OTHERS_CLERK, OWNER];

function seenBy(staffId: string, invites: readonly Invite[] = []): ReturnType<typeof peopleView> {
  const members = ALL.map((one) => ({ ...one, isMe: one.staffId === staffId }));
  return peopleView({ members, invites }, STORES, NOON);
}

describe('the people of the shop', () => {
  const namesOf = (staffId: string, what: 'isRemovable' | 'isChangeable') =>
    seenBy(staffId).members.flatMap((one) => (one[what] ? [one.name] : []));

  it('stand by role, each with what they are for which stores', () => {
    const { members } = seenBy('owner');
    expect(members.map(({ name, detail }) => `${name}: ${detail}`)).toEqual([
      '周敏: 店主 · 全部门店',
      '何青: 店长 · 一店',
      '小林: 店员 · 一店',
      '小赵: 店员 · 一店、二店',
      '微信审核: 审核体验 · 到 12-08 12:00',
    ]);
    expect(members[0]).toMatchObject({ initial: '周', isMe: true });
  });

  it('stand last, to be removed by the owner only, where they cannot be read', () => {
    const unreadable = [
      { staffId: 's-1', name: '小王' },
      { staffId: 's-2', name: '' },
    ];
    const rowsFor = (me: Member) =>
      peopleView({ members: [{ ...me, isMe: true }], invites: [], unreadable }, STORES, NOON)
        .members.slice(1)
        .map(({ staffId: _id, ...row }) => row);
    const row = { isMe: false, isChangeable: false, isRemovable: true };
    expect(rowsFor(OWNER)).toEqual([
      { ...row, name: '小王', initial: '小', detail: '记录读不懂' },
      { ...row, name: '没有名字', initial: '', detail: '记录读不懂' },
    ]);
    expect(rowsFor(MANAGER).filter(({ isRemovable }) => isRemovable)).toEqual([]);
  });

  it.each([
    ['owner', ['何青', '小林', '小赵', '微信审核'], ['何青', '小林', '小赵']],
    ['manager', ['小林'], []],
  ])('are removed and changed by the %s as far as that role goes', (by, removable, changeable) => {
    expect(namesOf(by, 'isRemovable')).toEqual(removable);
    expect(namesOf(by, 'isChangeable')).toEqual(changeable);
  });

  it('let in whom they invited themselves; others see who is waited for', () => {
    const mine = invite('in-1', { state: 'waiting', joinerName: '小吴', role: 'manager' });
    const another = { ...mine, inviteId: 'in-2', isMine: false, inviterName: '老王' };
    expect(seenBy('owner', [mine, another])).toMatchObject({
      isConfirming: true,
      joiners: [
        { name: '小吴', detail: '想做店长 · 一店', isConfirmable: true },
        { name: '小吴', detail: '想做店长 · 一店 · 等老王确认', isConfirmable: false },
      ],
      invites: [],
    });
    expect(seenBy('owner', [another]).isConfirming).toBe(false);
  });

  it('see the invites that nobody has accepted, and how long they hold', () => {
    const ofManager = invite('in-2', { isMine: false, inviterName: '何青', stores: ['st-2'] });
    expect(seenBy('owner', [invite('in-1'), ofManager]).invites).toMatchObject([
      { inviteId: 'in-1', title: '店员邀请 · 一店', detail: '23 小时后失效', isRevocable: true },
      { title: '店员邀请 · 二店', detail: '何青发的 · 23 小时后失效', isRevocable: true },
    ]);
    expect(seenBy('manager', [ofManager]).invites[0]?.isRevocable).toBe(false);
  });
});

describe('the page of one member', () => {
  const seen = (by: string, staffId: string) => {
    const members = ALL.map((one) => ({ ...one, isMe: one.staffId === by }));
    const unreadable = [{ staffId: 's-1', name: '小王' }];
    return memberView(staffId, { members, invites: [], unreadable }, STORES, NOON);
  };

  it('has the role and the stores to change, for the owner', () => {
    const who = { name: '小赵', role: 'clerk', stores: ['st-1', 'st-2'] };
    const may = { isChangeable: true, isRemovable: true, note: '' };
    expect(seen('owner', 'other')).toMatchObject({ ...who, ...may });
  });

  it.each([
    ['owner', 'owner', false, '这是你。要离开本店，到“店铺”的最下面。'],
    ['owner', 'reviewer', true, '审核员只看演示订单；角色不能改，到期自己离开。'],
    ['owner', 's-1', true, '这个人的记录读不懂：移除以后，再邀请一次。'],
    ['manager', 'clerk', true, '角色和门店由店主来改。'],
    ['manager', 'owner', false, '角色和门店由店主来改。'],
  ])('seen by the %s, of %s (to be removed: %s), says: %s', (by, of, isRemovable, note) => {
    expect(seen(by, of)).toMatchObject({ isChangeable: false, isRemovable, note });
  });

  it('is none where there is no such member', () => {
    expect(seen('owner', 'gone')).toBeNull();
  });
});

it.each([
  ['names the only store', 'clerk', ['st-1'], '周敏请你做一店的店员'],
  ['names no store where it is of several', 'manager', ['st-1', 'st-2'], '周敏请你做本店的店长'],
  ['names no store where it is of all', 'manager', 'all', '周敏请你做本店的店长'],
  ['names no store that is not known', 'manager', ['st-9'], '周敏请你做本店的店长'],
  ['tells a reviewer nothing of the shop', 'reviewer', [], '骑手在哪：审核体验入口'],
] as const)(
  'the card of an invite %s, and holds the secret in its path only',
  (_what, role, stores, title) => {
    const made = { inviterName: '周敏', secret: 'a_s-2&b=c' };
    const path = '/management/pages/join/join?invite=a_s-2%26b%3Dc';
    expect(inviteCard({ role, stores }, STORES, made)).toEqual({ title, path });
  },
);
