import cloud from 'wx-server-sdk';
import { callerOfThisCall, cloudDatabase } from '../../../../cloudfunctions/core/storage/cloud-sdk';

// The real SDK needs the cloud around it; bundle.test.ts tries it.
jest.mock('wx-server-sdk', () => ({
  DYNAMIC_CURRENT_ENV: Symbol('current environment'),
  init: jest.fn(),
  getWXContext: jest.fn(),
  database: jest.fn(() => 'the database'),
}));

const sdk = jest.mocked(cloud);

it('the SDK is set to the environment that the function runs in', () => {
  expect(sdk.init.mock.calls).toEqual([[{ env: cloud.DYNAMIC_CURRENT_ENV }]]);
});

describe('callerOfThisCall', () => {
  it('is read anew at each call, since one instance serves many people', () => {
    const [clerk, owner] = [{ OPENID: 'o-clerk' }, { OPENID: 'o-owner' }];
    sdk.getWXContext
      .mockReturnValueOnce({ ...clerk, APPID: 'wx-1', SOURCE: 'wx_client' })
      .mockReturnValueOnce({ ...owner, APPID: 'wx-1', SOURCE: 'wx_devtools' });
    expect([callerOfThisCall(), callerOfThisCall()]).toEqual([
      { openId: 'o-clerk', appId: 'wx-1', source: 'wx_client' },
      { openId: 'o-owner', appId: 'wx-1', source: 'wx_devtools' },
    ]);
  });

  it('is nobody, from nowhere, where the context tells nothing: such a call is refused', () => {
    sdk.getWXContext.mockReturnValueOnce({});
    expect(callerOfThisCall()).toEqual({ openId: '', appId: '', source: '' });
  });

  it('is nobody, from where the environment says, where the context tells nothing', () => {
    jest.replaceProperty(process, 'env', { TCB_SOURCE: 'wx_trigger' });
    sdk.getWXContext.mockReturnValueOnce({}).mockReturnValueOnce({ SOURCE: 'wx_client' });
    expect(callerOfThisCall()).toEqual({ openId: '', appId: '', source: 'wx_trigger' });
    expect(callerOfThisCall()).toMatchObject({ source: 'wx_client' });
    jest.restoreAllMocks();
  });
});

it('cloudDatabase is opened on first use only, and once, since that costs time', () => {
  expect(sdk.database).not.toHaveBeenCalled();
  expect(cloudDatabase()).toBe('the database');
  expect(cloudDatabase()).toBe('the database');
  expect(sdk.database).toHaveBeenCalledTimes(1);
});
