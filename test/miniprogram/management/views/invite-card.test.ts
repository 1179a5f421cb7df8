import { inviteCard } from '../../../../miniprogram/management/views/invite-card';

const STORES = [
  { storeId: 'st-1', name: '一店' },
  { storeId: 'st-2', name: '二店' },
];

describe('the card of an invite', () => {
  it('says as what and where, and holds the secret in its path only', () => {
    const card = inviteCard({ role: 'clerk', stores: ['st-1'] }, STORES, 'a_secret-22');
    expect(card).toEqual({
      title: '请你做“一店”的店员',
      path: '/management/pages/join/join?invite=a_secret-22',
    });
  });

  it.each([
    ['of several stores', ['st-1', 'st-2'] as const],
    ['of all stores', 'all' as const],
    ['of a store that is not known', ['st-9'] as const],
  ])('names no store where it is %s', (_name, stores) => {
    expect(inviteCard({ role: 'manager', stores }, STORES, 's').title).toBe('请你做本店的店长');
  });

  it('tells a reviewer nothing of the shop', () => {
    expect(inviteCard({ role: 'reviewer', stores: [] }, STORES, 's').title).toBe(
      '骑手在哪：审核体验入口',
    );
  });

  it('keeps whatever its secret is made of out of the path’s own signs', () => {
    const { path } = inviteCard({ role: 'clerk', stores: 'all' }, [], 'a&b=c');
    expect(path).toBe('/management/pages/join/join?invite=a%26b%3Dc');
  });
});
