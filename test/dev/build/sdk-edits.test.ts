import url from 'node:url';
import fc from 'fast-check';
import { compareKeys, partsOfUrl } from '../../../dev/build/sdk-edits';

const signedKey = fc.string({
  unit: fc.constantFrom(...Array.from('abcxyzABCXYZ0129_-')),
  maxLength: 8,
});

describe('the order of the keys that the bundle signs', () => {
  it('is that of localeCompare', () => {
    fc.assert(
      fc.property(signedKey, signedKey, (one, other) => {
        expect(Math.sign(compareKeys(one, other))).toBe(Math.sign(one.localeCompare(other)));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['tcb_sessiontoken', 'tcb-token'],
    ['dataVersion', 'databaseName'],
    ['字', 'a'],
  ])('is that of localeCompare for %s and %s, either way', (one, other) => {
    expect(Math.sign(compareKeys(one, other))).toBe(Math.sign(one.localeCompare(other)));
    expect(Math.sign(compareKeys(other, one))).toBe(Math.sign(other.localeCompare(one)));
  });
});

describe('the parts of an address that the bundle signs', () => {
  const address = fc.oneof(
    fc.stringMatching(/^https?:\/\/[a-z0-9.-]{1,12}(:[0-9]{1,5})?\/[a-z-]{0,6}(\?[\w=&-]{0,9})?$/),
    fc.stringMatching(/^https?:\/\/[A-Za-z0-9.:@_-]{1,12}[/?#%a]{0,4}$/),
    fc.webUrl(),
  );

  it('are those of url.parse, or are left to it', () => {
    fc.assert(
      fc.property(address, (text) => {
        const parts = partsOfUrl(text);
        if (parts === null) return;
        // The SDK itself parses it so.
        // eslint-disable-next-line @typescript-eslint/no-deprecated
        const { host, pathname, query } = url.parse(text);
        expect(parts).toEqual({ host, pathname, query });
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    'http://127.0.0.1:8123/f/3b1c-9/admin?env=local-cloud&seqId=19abc_1',
    'https://internal.ap-shanghai.tcb-api.tencentcloudapi.com/admin?env=a-1b&seqId=1-2_3',
  ])('are read of %s', (text) => {
    expect(partsOfUrl(text)).not.toBeNull();
  });
});
