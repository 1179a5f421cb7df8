import path from 'node:path';
import { sentenceOf, startOptions } from '../../../dev/start/start-options';
import { thrownBy } from '../../support/thrown-by';

const from = (...words: readonly string[]) => startOptions(words, true);
const refusal = (...words: readonly string[]) => sentenceOf(thrownBy(() => from(...words)));

describe('what npm start is asked for', () => {
  it('is a port and a folder of the project, what is kept goes on, and a browser opens', () => {
    const { data, ...rest } = from();
    expect(rest).toEqual({ port: 8123, open: true, begin: undefined });
    expect(path.isAbsolute(data)).toBe(true);
  });

  it('keeps what is told in the folder that is named, also by a path from here', () => {
    expect(from('--data', 'dist/other').data).toBe(path.resolve('dist/other'));
  });

  it('opens no browser when told not to, nor where none may be opened', () => {
    expect(from('--no-open').open).toBe(false);
    expect(startOptions([], false).open).toBe(false);
  });

  it('forgets on request, and begins with the demo or with an empty database', () => {
    expect(from('--fresh').begin).toBe('demo');
    expect(from('--empty').begin).toBe('empty');
  });

  it.each([['eighty'], ['-1'], ['0'], ['65536'], ['80.5'], ['']])(
    'refuses %p as a port',
    (port) => {
      expect(refusal(`--port=${port}`)).toContain('--port takes a number from 1 to 65535');
    },
  );
});
