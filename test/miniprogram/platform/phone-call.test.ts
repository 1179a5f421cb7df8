import { dial } from '../../../miniprogram/platform/phone-call';
import { installWx } from '../../support/fake-wx';

const opened = () => jest.fn().mockResolvedValue({ errMsg: 'makePhoneCall:ok' });
const failing = (reason: unknown) => () => jest.fn().mockRejectedValue(reason);

describe('the dialler', () => {
  it.each([
    ['dialled', 'WeChat opened it', opened],
    ['cancelled', 'the person did not want to', failing({ errMsg: 'makePhoneCall:fail cancel' })],
    ['impossible', 'a computer has none', failing({ errMsg: 'makePhoneCall:fail not supported' })],
    ['impossible', 'nobody says why', failing(undefined)],
    ['impossible', 'what is said is no text', failing({ errMsg: 7 })],
  ])('is %s when %s', async (outcome, _why, dialler) => {
    const asked = dialler();
    installWx({ makePhoneCall: asked });
    expect(await dial('12012345678')).toBe(outcome);
    expect(asked).toHaveBeenCalledWith({ phoneNumber: '12012345678' });
  });
});
