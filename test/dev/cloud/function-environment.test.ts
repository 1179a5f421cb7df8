import {
  assertLoopback,
  callMessage,
  processEnvironment,
} from '../../../dev/cloud/function-environment';

const MANIFEST = { name: 'getOrder', folder: '/getOrder', timeoutSeconds: 20, memoryMb: 256 };

const asserted = (settings: Readonly<Record<string, string>>) => () => {
  assertLoopback(settings);
};

test.each(['http://127.0.0.1:8123', 'http://localhost:8123/', 'http://[::1]:1'])(
  '%s is this machine',
  (base) => {
    expect(asserted({ WECHAT_API_BASE_URL: base })).not.toThrow();
  },
);

test.each([
  'https://api.weixin.qq.com',
  'http://127.0.0.1.example.com',
  'http://localhost@example.com',
  'http://192.168.1.2',
  '127.0.0.1:8123',
])('%p is not, and is refused by name', (base) => {
  expect(asserted({ WECHAT_API_BASE_URL: base })).toThrow(base);
});

test.each([{}, { WECHAT_API_BASE_URL: '' }])('%j means the real WeChat, and is refused', (none) => {
  expect(asserted(none)).toThrow('WECHAT_API_BASE_URL is missing');
});

test('settings cannot lead the SDK elsewhere', () => {
  const elsewhere = { TCB_CONTEXT_CNFG: '{"URL":"https://example.com"}', TENCENTCLOUD_RUNENV: '' };
  expect(processEnvironment(elsewhere, 'http://127.0.0.1:1/admin')).toMatchObject({
    TCB_CONTEXT_CNFG: '{"URL":"http://127.0.0.1:1/admin"}',
    TENCENTCLOUD_RUNENV: 'SCF',
  });
});

test('userInfo in an event is the cloud’s, whatever the client wrote there', () => {
  const forged = { orderId: 'a', userInfo: { openId: 'o-owner' } };
  const { event } = callMessage(MANIFEST, forged, { openId: 'o-clerk', appId: 'wx' });
  expect(event).toEqual({ orderId: 'a', userInfo: { openId: 'o-clerk', appId: 'wx' } });
});
