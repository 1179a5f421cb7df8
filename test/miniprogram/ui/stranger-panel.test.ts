import { CLOUD_ERRORS } from '../../../miniprogram/contract/cloud-error';
import { ERROR_WORDING } from '../../../miniprogram/ui/wording/failure-wording';
import { installWx, storageInMemory } from '../../support/fake-wx';
import { renderComponent, settled } from '../../support/rendered-component';

function cloudThatTells(answer: object) {
  const callFunction = jest.fn(() => Promise.resolve({ result: { serverTime: 0, ...answer } }));
  installWx({ ...storageInMemory(), cloud: { callFunction } });
  return callFunction;
}

const stranger = (claimable: boolean) => ({ ok: true, data: { kind: 'stranger', claimable } });

describe('what a stranger sees', () => {
  it.each([
    ['has an owner', stranger(false)],
    ['does not answer', { ok: false, error: { code: 'unexpected', ...CLOUD_ERRORS.unexpected } }],
  ])('is how to get in, and nothing of the shop, where it %s', async (_, answer) => {
    cloudThatTells(answer);
    const panel = renderComponent('stranger-panel', {}, ['retry']);
    await settled();
    const { title, steps } = ERROR_WORDING['not-staff'];
    expect(panel.text('.panel__title')).toBe(title);
    expect(panel.text('.panel__text')).toBe(steps.join(''));
    expect(panel.count('.panel--claim')).toBe(0);
    await panel.dispatch('.panel__button', 'click');
    expect(panel.emitted('retry')).toBe(1);
  });

  it.each([true, false])('is not asked for where it is told already (%s)', (claimable) => {
    const callFunction = cloudThatTells(stranger(!claimable));
    const panel = renderComponent('stranger-panel', { claimable });
    expect(panel.count('.panel--claim')).toBe(claimable ? 1 : 0);
    expect(callFunction).not.toHaveBeenCalled();
  });
});
