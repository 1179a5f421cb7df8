import { CLOUD_ERRORS } from '../../../miniprogram/contract/cloud-error';
import type { CloudErrorCode } from '../../../miniprogram/contract/cloud-error';
import type { FailedCall } from '../../../miniprogram/contract/call-result';
import { afterFailure, KNOWN, LOADING } from '../../../miniprogram/shop/page-state';

function refused(code: CloudErrorCode): FailedCall {
  return { ok: false, serverTime: 0, error: { code, ...CLOUD_ERRORS[code], traceId: 'req-1' } };
}

describe('a page of 店铺 after an ask that came to nothing', () => {
  it('keeps what it knows, and says above it why it is not newer', () => {
    expect(afterFailure(KNOWN, refused('database-failed'))).toEqual({
      ...KNOWN,
      notice: '云数据库暂时用不了，这里是之前的内容',
      noticeTraceId: 'req-1',
    });
  });

  it('is failure alone while nothing is known, with the number and another try', () => {
    const { phase, problem } = afterFailure(LOADING, refused('database-failed'));
    expect(phase).toBe('failure');
    expect(problem).toMatchObject({
      title: '云数据库暂时用不了',
      steps: ['检查网络，或者稍等片刻，再点“重试”。'],
      traceId: 'req-1',
    });
  });

  it.each([LOADING, KNOWN])('shows nothing any more to whom the shop does not know', (before) => {
    expect(afterFailure(before, refused('not-staff'))).toEqual({ ...LOADING, phase: 'refused' });
  });
});
