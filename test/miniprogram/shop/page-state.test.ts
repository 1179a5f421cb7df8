import { afterFailure, PAGE_KNOWN, PAGE_LOADING } from '../../../miniprogram/shop/page-state';
import { failedWith } from '../../support/failed-calls';

describe('a page of 店铺 after an ask that came to nothing', () => {
  it('keeps what it knows, and says above it why it is not newer', () => {
    expect(afterFailure(PAGE_KNOWN, failedWith('database-failed'))).toEqual({
      ...PAGE_KNOWN,
      notice: '云数据库暂时用不了，这里是之前的内容',
      noticeTraceId: 't-1',
    });
  });

  it('is failure alone while nothing is known, with the number and another try', () => {
    const { phase, problem } = afterFailure(PAGE_LOADING, failedWith('database-failed'));
    expect(phase).toBe('failure');
    expect(problem).toMatchObject({
      title: '云数据库暂时用不了',
      steps: ['检查网络，或者稍等片刻，再点“重试”。'],
      traceId: 't-1',
    });
  });

  it('shows nothing any more to whom the shop does not know', () => {
    const refused = { ...PAGE_LOADING, phase: 'refused' };
    for (const before of [PAGE_LOADING, PAGE_KNOWN])
      expect(afterFailure(before, failedWith('not-staff'))).toEqual(refused);
  });
});
