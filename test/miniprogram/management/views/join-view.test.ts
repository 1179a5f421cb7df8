import { joinedView, offerView } from '../../../../miniprogram/management/views/join-view';

const offered = { inviterName: '周敏', storeNames: ['天河南店', '云汇店'] };

describe('an invite that can be accepted', () => {
  it('says who invites, to what, where, and what that is', () => {
    expect(offerView({ ...offered, role: 'clerk' })).toEqual({
      title: '周敏邀请你加入',
      place: '做天河南店、云汇店的店员',
      duties: '查自己门店的单，给骑手打电话',
      storeNames: '天河南店、云汇店',
    });
  });

  it.each([
    ['manager', 'all', '做全部门店的店长'],
    ['owner', 'all', '做店主'],
    ['reviewer', [], '审核体验'],
    ['clerk', [], '做店员'],
  ] as const)('for a %s (stores: %s) is to %s', (role, storeNames, place) => {
    expect(offerView({ ...offered, role, storeNames }).place).toBe(place);
  });
});

describe('whoever is in the shop', () => {
  it('is welcomed when new, and told what is theirs', () => {
    expect(joinedView({ name: '小赵', role: 'clerk' }, '天河南店', true)).toEqual({
      title: '欢迎你，小赵',
      place: '你是天河南店的店员。',
      next: '“店铺”里能看你的门店，也能离开本店。',
      tab: 'search',
      button: '去查单',
    });
  });

  it('is told so when not new, and goes on to look an order up', () => {
    const { title, place, tab } = joinedView({ name: '小赵', role: 'reviewer' }, '', false);
    expect([title, place, tab]).toEqual(['你已经在店里了', '你是审核体验。', 'search']);
  });

  it('goes on to 店铺 as an owner, whose shop is to be set up', () => {
    expect(joinedView({ name: '', role: 'owner' }, '', true).tab).toBe('shop');
  });
});
