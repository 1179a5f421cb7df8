import { cpSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createPhoneBuilder } from '../../../dev/start/phone-builder';
import { ROOT } from '../../support/repository';
import { temporaryFolder } from '../../support/temporary-folder';

let folder = '';
let said: string[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
  cpSync(path.join(ROOT, 'test/dev/phone/fixture'), path.join(folder, 'source'), {
    recursive: true,
  });
  said = [];
});

function builder(): () => Promise<void> {
  return createPhoneBuilder(path.join(folder, 'source'), built(''), (line) => said.push(line));
}

const built = (file: string): string => path.join(folder, 'built', file);

/** Writes a file of the mini-program with a time stamp `seconds` from now. */
function change(file: string, text: string, seconds: number): void {
  const changed = path.join(folder, 'source', file);
  writeFileSync(changed, text);
  utimesSync(changed, Date.now() / 1000 + seconds, Date.now() / 1000 + seconds);
}

describe('the phone’s builder', () => {
  it('builds once, and again only after a change of the source', async () => {
    const build = builder();
    await build();
    writeFileSync(built('app.js'), 'kept');
    await build();
    expect(readFileSync(built('app.js'), 'utf8')).toBe('kept');
    change('app.wxss', '.changed { color: red; }', 10);
    await Promise.all([build(), build()]);
    expect(readFileSync(built('app.css'), 'utf8')).toContain('.changed');
    expect(said).toEqual([]);
  });

  it('tells of a mistake in the source, and of its end by building on', async () => {
    const build = builder();
    change('app.json', '{ "pages": ', 10);
    await build();
    expect(said.join()).toContain('app.json');
    cpSync(
      path.join(ROOT, 'test/dev/phone/fixture/app.json'),
      path.join(folder, 'source/app.json'),
    );
    change('app.wxss', '', 20);
    said = [];
    await build();
    expect(said).toEqual([]);
  });
});
