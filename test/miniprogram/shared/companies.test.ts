import { companyName } from '../../../miniprogram/shared/companies';

describe('companyName', () => {
  it('is as people call a company that WeChat names (docs/getorder-contract.md §6 [O])', () => {
    expect(['SFTC', 'SS', 'MTPS', 'DADA', 'UU'].map(companyName)).toEqual([
      '顺丰同城',
      '闪送',
      '美团配送',
      '达达',
      'UU跑腿',
    ]);
  });

  it('is the id of one that nobody here knows', () => {
    expect(companyName('NEW')).toBe('NEW');
  });
});
