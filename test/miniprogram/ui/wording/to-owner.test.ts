import type { NoAnswerReason } from '../../../../miniprogram/contract/call-result';
import { type CloudErrorCode, CLOUD_ERRORS } from '../../../../miniprogram/contract/cloud-error';
import { COPY_WORDING } from '../../../../miniprogram/ui/copy-wording';
import { callFailure, failureView } from '../../../../miniprogram/ui/wording/failure-view';
import { NO_ANSWER_WORDING } from '../../../../miniprogram/ui/wording/failure-wording';
import {
  asksOwner,
  ownersFailure,
  ownersSentence,
} from '../../../../miniprogram/ui/wording/to-owner';
import { errorOf, failedWith } from '../../../support/failed-calls';

/** Failures that no owner meets, because they are told to people outside the shop. */
const NOT_MET: readonly CloudErrorCode[] = ['not-staff'];
const CODES = (Object.keys(CLOUD_ERRORS) as CloudErrorCode[]).filter(
  (code) => !NOT_MET.includes(code),
);
const failures = [
  ...CODES.map((code) => errorOf(code)),
  ...(Object.keys(NO_ANSWER_WORDING) as NoAnswerReason[]).map((noAnswer) => ({
    ok: false as const,
    noAnswer,
    detail: 'errMsg',
  })),
];

const sendsToOwner = (words: string): boolean => /(请|告诉|发给|让)店主/.test(words);

describe('what the owner is told', () => {
  it('never sends the owner to the owner, whatever fails', () => {
    const told = failures.map((failure) => {
      const { detail, head, steps } = ownersFailure(failureView(failure));
      return [detail, head, ...steps].join('');
    });
    expect(told.filter(sendsToOwner)).toEqual([]);
    const dialled = CODES.map((code) => ownersSentence(callFailure(failedWith(code)).text));
    expect(dialled.filter(sendsToOwner)).toEqual([]);
    expect(Object.values(COPY_WORDING).map(ownersSentence).filter(sendsToOwner)).toEqual([]);
  });

  it.each([
    ['请店主重新上传云函数。', '请重新上传云函数。'],
    ['接下来 · 请店主处理', '接下来 · 你来处理'],
    ['一直这样，点 ⓘ 复制编号，发给店主。', '一直这样，点 ⓘ 复制编号，发给帮你开通的人。'],
    ['请告诉店主；急的话，请联系骑手。', '请到“店铺”里自检；急的话，请联系骑手。'],
    ['检查网络。', '检查网络。'],
  ])('%s → %s', (staffs, owners) => {
    expect(ownersSentence(staffs)).toBe(owners);
  });

  it('leads to the self-check where the owner is asked to act, not where to be told', () => {
    expect(asksOwner('', '请店主重新上传云函数。')).toBe(true);
    expect(asksOwner('一直这样，点 ⓘ 复制编号，发给店主。')).toBe(false);
  });
});
