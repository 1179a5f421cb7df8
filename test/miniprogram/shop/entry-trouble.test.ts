import { CLOUD_ERRORS } from '../../../miniprogram/shared/cloud-error';
import type { CloudErrorCode } from '../../../miniprogram/shared/cloud-error';
import type { FailedCall } from '../../../miniprogram/shared/trouble';
import { entryTrouble } from '../../../miniprogram/shop/entry-trouble';

function refused(code: CloudErrorCode): FailedCall {
  return { ok: false, serverTime: 0, error: { code, ...CLOUD_ERRORS[code], traceId: 'req-1' } };
}

describe('why something was not done', () => {
  it('stands with what to do about it and the number', () => {
    const { title, steps, traceId } = entryTrouble(refused('invite-invalid'));
    expect(title).toBe('邀请不能用了');
    expect(steps.join()).toContain('再发一张邀请');
    expect(traceId).toBe('req-1');
  });

  it('says that another tap sends it again where that can help', () => {
    expect(entryTrouble(refused('database-failed')).steps).toEqual([
      '稍后再点一次；这里的内容还在。',
    ]);
    expect(entryTrouble({ ok: false, noAnswer: 'offline', detail: '' }).steps).toEqual([
      '检查手机的网络，再点一次；这里的内容还在。',
    ]);
  });
});
