import { refusalOf } from '../../../dev/host/guard';

const PORT = 8123;

function refusal(headers: Readonly<Record<string, string>>): string | null {
  return refusalOf({ headers }, PORT);
}

describe('the guard', () => {
  it.each(['127.0.0.1:8123', 'localhost:8123', '[::1]:8123'])('answers to %s', (host) => {
    expect(refusal({ host })).toBeNull();
    expect(refusal({ host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })).toBeNull();
  });

  it('answers to who typed the address, and to programs', () => {
    expect(refusal({ host: '127.0.0.1:8123', 'sec-fetch-site': 'none' })).toBeNull();
    expect(refusal({ host: '127.0.0.1:8123' })).toBeNull();
  });

  it.each([
    ['a foreign name that was pointed at this machine', { host: 'evil.example:8123' }],
    ['a name that only begins like loopback', { host: '127.0.0.1.evil.example:8123' }],
    ['another port', { host: '127.0.0.1:80' }],
    ['no name', {}],
    ['a page from elsewhere', { host: '127.0.0.1:8123', origin: 'https://evil.example' }],
    ['a page of another port', { host: '127.0.0.1:8123', origin: 'http://127.0.0.1:3000' }],
    ['a page without an origin of its own', { host: '127.0.0.1:8123', origin: 'null' }],
    ['an image on a foreign page', { host: '127.0.0.1:8123', 'sec-fetch-site': 'cross-site' }],
    ['a script on another port', { host: '127.0.0.1:8123', 'sec-fetch-site': 'same-site' }],
  ])('refuses %s', (_who, headers) => {
    expect(refusal(headers)).toMatch(/^This host answers to/);
  });
});
