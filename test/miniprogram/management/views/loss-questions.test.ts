import { lossQuestion } from '../../../../miniprogram/management/views/loss-questions';

it('what would be lost is named in the question, and done only by the same word', () => {
  const expected = { title: '删除“达达”？', confirmText: '删除' };
  expect(lossQuestion('account', '“达达”')).toMatchObject(expected);
  expect(lossQuestion('member', '小林').content).toMatch(/^小林马上不能再查单/);
});
