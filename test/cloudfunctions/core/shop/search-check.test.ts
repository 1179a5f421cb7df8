import { checkSearch } from '../../../../cloudfunctions/core/shop/search-check';
import { REMEDIES } from '../../../../miniprogram/management/views/self-check-wording';

/** Checks a database that takes so long, in ms. */
function checked(readMs: number, searchMs: number) {
  let now = 0;
  const taking = (ms: number) => () => {
    now += ms;
    return Promise.resolve();
  };
  return checkSearch({ read: taking(readMs), search: taking(searchMs) }, () => now);
}

describe('finding an order by its end', () => {
  it.each([
    [5, 20],
    [5, 1005],
    [1500, 1600],
  ])('is quick where reading takes %i ms and searching %i', async (readMs, searchMs) => {
    expect(await checked(readMs, searchMs)).toMatchObject([{ finding: 'search-quick' }]);
  });

  it('is slow where it takes over a second longer than reading, and says how long', async () => {
    expect(await checked(5, 1206)).toMatchObject([
      { check: 'search', finding: 'search-slow', value: '1.2' },
    ]);
  });

  it('has a remedy that says how long it took, and where an index is missing', () => {
    const { what, where } = REMEDIES['search-slow'];
    const line = { about: '', value: '1.2' };
    expect(what(line)).toContain('1.2 秒');
    expect(where(line)).toMatch(/^云开发控制台 → 数据库 → rider_where_deliveries → 索引管理/);
  });

  it('fails as the database does', async () => {
    const search = () => Promise.reject(new Error('down'));
    const read = () => Promise.resolve();
    await expect(checkSearch({ read, search })).rejects.toThrow('down');
  });
});
